"""Small data sets written to disk, and the rows that come out of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from zugong.regulations.tables.cell_faults import BadCell
from zugong.regulations.tables.reading import Reading


def folder(path: Path, files: Mapping[str, str]) -> Path:
    """A folder with these CSV files; the names are without extension."""
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook with these sheets of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def rows(reading: Reading, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """The rows of a table in the engine."""
    chosen = ", ".join(columns) or "*"
    return reading.connection.execute(f"SELECT {chosen} FROM {table}").fetchall()


def brief(reading: Reading) -> list[tuple[int | None, str | None, str | None, str]]:
    """Row, column, value and reason of every problem."""
    return [(problem.row, problem.column, problem.value, problem.reason) for problem in reading.problems]


def require_words(fault: BadCell) -> None:
    """A refusal says why and what to do."""
    assert fault.reason
    assert fault.remedy
