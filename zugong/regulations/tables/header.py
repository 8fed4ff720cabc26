"""Finding the header row under title rows, and the columns of the contract in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zugong.formats.grids import Cell, Grid, is_blank
from zugong.regulations.tables.cells import shown
from zugong.regulations.tables.names import column_names, normal_name
from zugong.regulations.tables.schema import TABLES


SEARCHED = 20
"""Rows at the top of a sheet in which the header is looked for."""
_LEVELS = 2  # rows above the header that may hold the text of vertically merged cells


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header is and what it names; `row` counts from 1, column positions from 0."""

    row: int
    texts: tuple[str, ...]
    positions: Mapping[str, int]  # first place of each contract column
    repeated: tuple[tuple[str, str], ...]  # (column, text) of every later place of the same column
    unknown: tuple[int, ...]  # places of text that is no column of the table


def find_header(grid: Grid, table: str) -> Header | None:
    """The first of the rows that name the most columns; rows that name all key columns go before the others."""
    best: tuple[tuple[bool, int], Header] | None = None
    for index in range(min(SEARCHED, len(grid.rows))):
        header = _header_at(grid.rows, index, table)
        if header is None:
            continue
        merit = _keys(table) <= header.positions.keys(), len(header.positions)
        if best is None or merit > best[0]:
            best = merit, header
    return best[1] if best else None


def recognised(cells: Sequence[Cell], table: str) -> int:
    """How many columns of the table a row names."""
    names = column_names(table)
    return len({names[name] for cell in cells if (name := _name(cell)) in names})


def required_keys(table: str) -> tuple[str, ...]:
    """Key columns without which a row cannot be told from another."""
    return tuple(name for name in TABLES[table].key if TABLES[table].column(name).required)


def _keys(table: str) -> set[str]:
    return set(required_keys(table))


def _name(cell: Cell) -> str:
    return normal_name(cell) if isinstance(cell, str) else ""


def _header_at(rows: Sequence[Sequence[Cell]], index: int, table: str) -> Header | None:
    if not recognised(rows[index], table):
        return None
    texts = _texts(rows, index, table)
    names = column_names(table)
    positions: dict[str, int] = {}
    repeated, unknown = [], []
    for place, text in enumerate(texts):
        column = names.get(normal_name(text))
        if column is None:
            unknown.append(place)
        elif column in positions:
            repeated.append((column, text))
        else:
            positions[column] = place
    return Header(index + 1, texts, positions, tuple(repeated), tuple(unknown))


def _texts(rows: Sequence[Sequence[Cell]], index: int, table: str) -> tuple[str, ...]:
    """The row's own texts; a blank place takes the column name right above it, as in vertically merged cells."""
    above = rows[max(0, index - _LEVELS) : index][::-1]
    width = max(len(row) for row in (rows[index], *above))
    names = column_names(table)

    def text(place: int) -> str:
        for level, row in enumerate((rows[index], *above)):
            cell = row[place] if place < len(row) else None
            if not is_blank(cell):
                return shown(cell) if level == 0 or _name(cell) in names else ""
        return ""

    return tuple(map(text, range(width)))
