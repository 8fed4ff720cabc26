"""`zugong form show`: a form as a table, and below it what an officer should look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zugong.cli.form.gathering import gathered, say_refused
from zugong.cli.messages import say
from zugong.formats.forms.career import career
from zugong.formats.forms.form import AppointmentForm
from zugong.formats.forms.view import LABELS, form_view


WIDTH = 110
"""Columns, also where the output is a file."""


def show(paths: Sequence[Path]) -> int:
    """Print every form. Exit code 0; 2 when a file is no form."""
    console = Console(width=WIDTH, highlight=False)
    refused = shown = 0
    for one in gathered(paths):
        if one.form is None:
            say_refused(one)
            refused += not one.passed_over
            continue
        shown += 1
        print_form(console, one.name, one.form)
    if not shown and not refused:
        say("没有找到任免审批表：请给出 .lrmx 或 .lrm 文件，或放有这些文件的文件夹、zip")
    return 2 if refused or not shown else 0


def print_form(console: Console, name: str, form: AppointmentForm) -> None:
    """The fields that have a value, then the problems."""
    table = Table(title=escape(name), show_header=False, title_justify="left")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for field, value in form_view(form).items():
        if field in ("problems", "resume_text") or not value:
            continue
        table.add_row(LABELS[field], escape(_shown(field, value, form)))
    console.print(table)
    _print_problems(console, form)


def _shown(field: str, value: Any, form: AppointmentForm) -> str:
    if field == "resume":
        return career(form.resume)
    if field == "parties":
        return "、".join(value)
    if field == "family":
        return "\n".join("  ".join(text or "—" for text in row.values()) for row in value)
    if field == "unknown":
        return "\n".join(f"{name}：{text}" for name, text in value.items())
    if field == "photo_sha256":
        return f"{len(form.photo or b'')} 字节，SHA-256 {value}"
    return str(value)


def _print_problems(console: Console, form: AppointmentForm) -> None:
    if not form.problems:
        console.print("没有要核对的地方\n")
        return
    table = Table(title=f"要核对的地方（{len(form.problems)} 处）", title_justify="left")
    table.add_column("项目", no_wrap=True)
    for heading in ("内容", "问题", "怎么办"):
        table.add_column(heading, overflow="fold")
    for one in form.problems:
        table.add_row(*map(escape, (LABELS.get(one.field, one.field), one.value, one.problem, one.remedy)))
    console.print(table)
    console.print()
