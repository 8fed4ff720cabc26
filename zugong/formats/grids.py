"""What a file reader hands on: rows of raw cells, counted as the user sees them in a spreadsheet program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal


class Unopenable(Exception):
    """A file that cannot be read at all: why, and what to do about it, in Chinese."""

    def __init__(self, reason: str, remedy: str, row: int | None = None) -> None:
        super().__init__(f"{reason}。{remedy}")
        self.reason = reason
        self.remedy = remedy
        self.row = row


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that holds no value although it is not blank: a formula error, or a formula never calculated."""

    text: str
    reason: str
    remedy: str


Cell = str | bool | int | float | Decimal | date | datetime | time | timedelta | CellFault | None
"""A raw cell. Blank is None or text of blanks only."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells; row i of the list is row i + 1 of the file. Rows may differ in length."""

    rows: Sequence[Sequence[Cell]]


BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\u2060\ufeff"
"""Characters that count as blank at the ends of a cell: all white space, the full-width one included."""


def is_blank(cell: Cell) -> bool:
    """Whether the cell holds nothing but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip(BLANKS))
