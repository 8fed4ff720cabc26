"""The faulty rows back to the user: as they were sent, with what is wrong beside them, ready to be mended and sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from zugong.exchange.planning import Plan
from zugong.formats.delimited import read_delimited
from zugong.formats.grids import Cell, Grid
from zugong.formats.workbook import Workbook
from zugong.regulations.tables.cells import shown
from zugong.regulations.tables.header import find_header, recognised
from zugong.regulations.tables.problems import Problem
from zugong.regulations.tables.sources import WORKBOOKS
from zugong.regulations.tables.staging import Place


MOST_ROWS = 50_000
LIST, REASON, REMEDY = "全部问题", "问题", "怎么改"
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_problem_book(plan: Plan, files: Path, target: Path) -> None:
    """A workbook with a list of all faults and, table by table, the faulty rows as the user sent them."""
    book = xlsxwriter.Workbook(str(target), OPTIONS)
    styles = {"head": book.add_format({"bold": True}), "day": book.add_format({"num_format": "yyyy-mm-dd"})}
    _write_list(book.add_worksheet(LIST), plan.problems, styles)
    for table, place in plan.merge.reading.places.items():
        own = [problem for problem in plan.problems if (problem.file, problem.sheet) == (place.file, place.sheet)]
        rows = _by_row(own)
        if rows and Path(place.file).suffix.lower() != ".parquet" and (files / place.file).exists():
            grid = _grid(files / place.file, place, table)
            _write_rows(book.add_worksheet(place.table.label), grid, table, rows, styles)
    book.close()


def _write_list(sheet: Any, problems: Sequence[Problem], styles: Mapping[str, Any]) -> None:
    heads = ("文件", "工作表", "行", "列", "值", REASON, REMEDY)
    sheet.write_row(0, 0, heads, styles["head"])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 4, 16)
    sheet.set_column(5, 6, 48)
    for number, problem in enumerate(problems[:MOST_ROWS], 1):
        cells = (problem.file, problem.sheet, problem.row, problem.column, problem.value)
        for place, cell in enumerate((*cells, problem.reason, problem.remedy)):
            _write(sheet, number, place, cell, styles)


def _by_row(problems: Sequence[Problem]) -> dict[int, list[Problem]]:
    rows: dict[int, list[Problem]] = {}
    for problem in problems[:MOST_ROWS]:
        if problem.row is not None:
            rows.setdefault(problem.row, []).append(problem)
    return dict(sorted(rows.items()))


def _grid(path: Path, place: Place, table: str) -> Grid:
    if path.suffix.lower() not in WORKBOOKS:
        return read_delimited(path, lambda record: recognised(record, table))
    with Workbook(path) as book:
        return book.read(place.sheet or book.sheet_names[0])


def _write_rows(
    sheet: Any, grid: Grid, table: str, rows: Mapping[int, Sequence[Problem]], styles: Mapping[str, Any]
) -> None:
    header = find_header(grid, table)
    width = len(header.texts) if header else 0
    sheet.write_row(0, 0, [*(header.texts if header else ()), REASON, REMEDY], styles["head"])
    sheet.freeze_panes(1, 0)
    sheet.set_column(width, width + 1, 48)
    header_row = header.row if header else 0
    for line, (number, problems) in enumerate(
        ((number, found) for number, found in rows.items() if header_row < number <= len(grid.rows)), 1
    ):
        for place, cell in enumerate(grid.rows[number - 1][:width]):
            _write(sheet, line, place, cell, styles)
        reasons = [f"{problem.column or '整行'}：{problem.reason}" for problem in problems]
        _write(sheet, line, width, "；".join(reasons), styles)
        _write(sheet, line, width + 1, "；".join(problem.remedy for problem in problems if problem.remedy), styles)


def _write(sheet: Any, row: int, place: int, cell: Cell, styles: Mapping[str, Any]) -> None:
    """The cell with its type, text always as text."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, place, cell)
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, place, cell)
    elif isinstance(cell, (datetime, date)):
        sheet.write_datetime(row, place, cell, styles["day"])
    elif cell not in (None, ""):
        sheet.write_string(row, place, shown(cell))
