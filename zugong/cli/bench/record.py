"""What the record costs: one more entry beside the write itself, and a verification beside reading and hashing."""

from __future__ import annotations

import hashlib
import itertools
import os
import resource
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table

from zugong.cli.bench.measuring import CannotMeasure, alone


Result = TypeVar("Result")

ENTRIES = 1_000_000
ROWS = 250_000
APPENDS = 1_000
BATCH = 10_000
WORKERS = 2
APPEND_BUDGET_MS = 1.0
VERIFY_BUDGET_S = 15.0


def measure(data: Path, entries: int = ENTRIES) -> dict[str, Any]:
    """Milliseconds of a recorded and of a bare insert, seconds of a verification and of its yardstick.

    The record of so many entries is made once in `data`. Raises CannotMeasure when the verification finds a fault.
    """
    folder = (data / f"record-{entries}").resolve()
    if not folder.exists():
        beside = folder.with_name(folder.name + ".part")
        shutil.rmtree(beside, ignore_errors=True)
        alone(_build, beside, entries)
        beside.rename(folder)
    appended = alone(_append, (data / "record-append").resolve())
    verified, plain = alone(_verify, folder), alone(_plain, folder)
    figures = {**appended, **verified, **plain, "entries": entries, "workers": WORKERS}
    figures["verify_to_plain"] = figures["verify_s"] / figures["plain_s"]
    _print(figures)
    return figures


def _print(figures: dict[str, Any]) -> None:
    table = Table(title=f"留痕（{figures['entries']} 条，{WORKERS} 个进程）")
    for heading in ("测什么", "数字", "预算"):
        table.add_column(heading, justify="left" if heading == "测什么" else "right")
    over = figures["recorded_ms"] - figures["bare_ms"]
    table.add_row("写一行，不留痕", f"{figures['bare_ms']:.2f} 毫秒", "")
    table.add_row("留痕另加", f"{over:.2f} 毫秒", f"{APPEND_BUDGET_MS} 毫秒")
    table.add_row("告诉各处又加", f"{figures['told_ms'] - figures['recorded_ms']:.2f} 毫秒", "")
    table.add_row("全部核验", f"{figures['verify_s']:.1f} 秒", f"{VERIFY_BUDGET_S:.0f} 秒")
    table.add_row("只读出并算两种摘要", f"{figures['plain_s']:.1f} 秒", "")
    table.add_row("核验占其倍数", f"{figures['verify_to_plain']:.2f}", "")
    Console().print(table)


def start_on(folder: Path) -> None:
    """Django on a database of its own in that folder."""
    os.environ |= {
        "ZUGONG_DATA": str(folder / "var"),
        "ZUGONG_SECRETS": str(folder / "secrets"),
        "DJANGO_SETTINGS_MODULE": "zugong.config.settings.dev",
    }
    os.environ.pop("DATABASE_URL", None)
    from zugong.cli.desk import start_django

    start_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _build(folder: Path, entries: int) -> None:
    start_on(folder)
    from django.db import transaction

    from zugong.audit.actors import Actor
    from zugong.audit.appending import append
    from zugong.audit.checkpoints import make_checkpoint
    from zugong.audit.recording import recording

    by = Actor("zhang", "cadre_officer", "0123456789ab")
    lines = iter(_lines())
    for start in range(0, entries, BATCH):
        with transaction.atomic():
            for number in range(start, min(start + BATCH, entries)):
                line = next(lines)
                append(by, "people.person.changed", line.key, reason=f"第 {number} 次更正", lines=[line])
        make_checkpoint("每小时")
    with recording(by, "people.person.imported", "people.person:") as change:
        change.add_many([_person(number) for number in range(1, min(ROWS, entries // 4) + 1)])
    make_checkpoint("每小时")


def _lines() -> Iterator[Any]:
    """Histories of rows that came, were changed twice and went again."""
    from zugong.audit.appending import Line
    from zugong.audit.recorded import state_text
    from zugong.audit.recording import NOTHING

    number = 10_000_000
    while True:
        number += 1
        person = _person(number)
        texts = [NOTHING]
        for version in range(3):
            person.version = version
            person.name = f"示例人{number}号{version}"
            texts.append(state_text(person))
        texts.append(NOTHING)
        for before, after in itertools.pairwise(texts):
            yield Line(person.record_key, before, after)


def _person(number: int) -> Any:
    from datetime import date

    from zugong.people.models import Person

    return Person(
        pk=number,
        code=f"P{number:08d}",
        name=f"示例人{number}号",
        sex="女",
        ethnicity="汉族",
        born_on=date(1970 + number % 30, 1 + number % 12, 1),
        party_joined_on=date(2005 + number % 20, 7, 1),
    )


def _append(folder: Path) -> dict[str, float]:
    """Median milliseconds of an insert with and without its entry, each in a transaction of its own, in turn."""
    start_on(folder)
    from django.db import transaction

    from zugong.audit.actors import Actor
    from zugong.audit.recorded import door
    from zugong.audit.recording import changed, recording
    from zugong.people.models import Person

    by = Actor("zhang", "cadre_officer", "0123456789ab")
    first = (Person.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1

    def bare(number: int) -> None:
        with transaction.atomic(), door():
            _person(number).save(force_insert=True)

    def recorded(number: int) -> None:
        with recording(by, "people.person.added", person := _person(number)) as change:
            change.add(person)

    def told(number: int) -> None:
        changed.receivers = listeners
        recorded(number)
        changed.receivers = []

    # Who is told of a change afterwards writes for himself: the mark that findings are stale.
    listeners, changed.receivers = changed.receivers, []
    ways = (("bare_ms", bare), ("recorded_ms", recorded), ("told_ms", told))
    spent: dict[str, list[float]] = {name: [] for name, _ in ways}
    for number in range(first, first + APPENDS):
        name, write = ways[number % 3]
        begun = time.perf_counter()
        write(number)
        spent[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(values) for name, values in spent.items()}


def _verify(folder: Path) -> dict[str, float]:
    start_on(folder)
    from zugong.audit.verifying.whole import verify

    seconds, cpu_seconds, report = _timed(lambda: verify(workers=WORKERS))
    if not report.ok:
        raise CannotMeasure(f"核验不通过：{report.first}。请删除 {folder} 后重测。")
    return {"verify_s": seconds, "verify_cpu_s": cpu_seconds, "rows": report.rows}


def _plain(folder: Path) -> dict[str, float]:
    """The yardstick: read texts and payloads once, and compute each digest that makes up the record, nothing more."""
    path = folder / "var" / "zugong.sqlite3"
    with sqlite3.connect(path) as connection:
        (size,) = connection.execute("SELECT size FROM audit_head").fetchone()
    cuts = [size * part // WORKERS for part in range(WORKERS + 1)]

    def both() -> list[int]:
        with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
            return list(pool.map(_hash, [path] * WORKERS, cuts, cuts[1:]))

    seconds, cpu_seconds, counts = _timed(both)
    if sum(counts) != size:
        raise CannotMeasure(f"读到 {sum(counts)} 条，应为 {size} 条。")
    return {"plain_s": seconds, "plain_cpu_s": cpu_seconds}


def _hash(path: Path, start: int, stop: int) -> int:
    """Both digests of every text and every payload of a range, and of one node each; returns how many entries."""
    count = 0
    with sqlite3.connect(path) as connection:
        between = "BETWEEN ? AND ? ORDER BY"
        bodies = connection.execute(f"SELECT body FROM audit_entry WHERE seq {between} seq", (start, stop - 1))
        for (body,) in bodies:
            content = body.encode()
            for name in ("sha256", "sm3"):
                node = hashlib.new(name, hashlib.new(name, content).digest() * 2).digest()
            count += bool(node)
        lines = connection.execute(
            f"SELECT salt, content FROM audit_payload WHERE entry_id {between} entry_id", (start, stop - 1)
        )
        for salt, content in lines:
            salted = salt + content.encode()
            hashlib.sha256(salted).digest()
            hashlib.new("sm3", salted).digest()
    return count


def _timed(action: Callable[[], Result]) -> tuple[float, float, Result]:
    """Seconds on the clock, seconds of all processors, and the result."""
    begun, used = time.perf_counter(), _cpu()
    result = action()
    return time.perf_counter() - begun, _cpu() - used, result


def _cpu() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in both)
