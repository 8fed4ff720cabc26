"""The user's own workbook back: every faulty row with a column 问题 at the right, comments at the cells, a filter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from zugong.exchange.planning import Plan
from zugong.regulations.tables.header import find_header
from zugong.regulations.tables.problems import Problem
from zugong.regulations.tables.sources import WORKBOOKS


HEAD, AUTHOR = "问题", "组工"
LARGEST = 8 << 20
"""Bytes of a workbook beyond which only the faulty rows are handed back: the whole is held in memory to be changed."""
MOST_COMMENTS = 2_000
_WIDTH = 60


def write_marked_book(plan: Plan, files: Path, target: Path) -> bool:
    """Write it when exactly one workbook was sent and it has faulty rows; whether that was so."""
    sent = [path for path in files.iterdir() if path.is_file()] if files.is_dir() else []
    if len(sent) != 1 or sent[0].suffix.lower() not in WORKBOOKS or sent[0].stat().st_size > LARGEST:
        return False
    problems = [problem for problem in plan.problems if problem.row is not None and problem.sheet]
    if not problems:
        return False
    book = openpyxl.load_workbook(sent[0], keep_vba=sent[0].suffix.lower() == ".xlsm")
    for sheet in book.worksheets:
        own = [problem for problem in problems if problem.sheet == sheet.title]
        if own:
            _mark(sheet, _head_row(plan, sheet.title), own)
    book.save(target)
    return True


def _head_row(plan: Plan, title: str) -> int:
    """Row of the heads."""
    for source in plan.sent.found.sources:
        if source.sheet == title and source.grid is not None and (header := find_header(source.grid, source.table)):
            return header.row
    return 1


def _mark(sheet: Any, head: int, problems: Sequence[Problem]) -> None:
    heads = {str(cell.value or "").strip(): cell.column for cell in sheet[head]}
    names = {" ".join(name.split()): place for name, place in heads.items() if name}
    place = heads.get(HEAD) or _last_used(sheet, head) + 1
    for row in range(head + 1, sheet.max_row + 1):  # remarks of an earlier round
        if sheet.cell(row, place).value is not None:
            sheet.cell(row, place).value = None
    _copy_style(sheet.cell(head, max(1, place - 1)), sheet.cell(head, place, HEAD))
    sheet.column_dimensions[get_column_letter(place)].width = _WIDTH
    rows: dict[int, list[Problem]] = {}
    for problem in problems:
        rows.setdefault(problem.row or 0, []).append(problem)
    for number, (row, found) in enumerate(rows.items()):
        words = "；".join(f"{one.column or '整行'}：{one.reason}，{one.remedy}".rstrip("，") for one in found)
        sheet.cell(row, place, words).font = Font(color="C00000")
        if number < MOST_COMMENTS:
            _comment(sheet, row, found, names)
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(place)}{sheet.max_row}"


def _comment(sheet: Any, row: int, found: Sequence[Problem], names: dict[str, int]) -> None:
    for one in found:
        for column in (one.column or "").split("、"):
            if column in names:
                sheet.cell(row, names[column]).comment = Comment(f"{one.reason}。{one.remedy}", AUTHOR)


def _last_used(sheet: Any, head: int) -> int:
    return max((cell.column for cell in sheet[head] if cell.value not in (None, "")), default=sheet.max_column)


def _copy_style(source: Any, target: Any) -> None:
    if source.has_style:
        target._style = source._style.__copy__()
