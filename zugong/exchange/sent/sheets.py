"""The sheets of what was sent: those that are tables of the contract as they stand, and those to be mapped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zugong.exchange.sent.guessing import WHOSE, find_heads, guess_columns, heads_of
from zugong.formats.delimited import read_delimited
from zugong.formats.grids import Grid, Unopenable, is_blank
from zugong.formats.workbook import Workbook
from zugong.regulations.tables.header import find_header, recognised, required_keys
from zugong.regulations.tables.names import table_named
from zugong.regulations.tables.schema import TABLES
from zugong.regulations.tables.sources import WORKBOOKS


LOOKED_INTO = 20 << 20
"""Bytes of a CSV file up to which it is looked into; a larger one must be a table of the contract as it stands."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, or a CSV file, with its cells. `row` is that of the heads, counted from 1."""

    path: Path
    name: str | None
    grid: Grid
    table: str | None
    row: int
    heads: tuple[str, ...]

    @property
    def key(self) -> str:
        """How decisions name it."""
        return f"{self.path.name}〔{self.name}〕" if self.name else self.path.name

    def samples(self, place: int, most: int = 3) -> list[str]:
        """The first values below a head."""
        found: list[str] = []
        for row in self.grid.rows[self.row :]:
            if place < len(row) and not is_blank(row[place]):
                found.append(heads_of([row[place]])[0][:40])
                if len(found) == most:
                    break
        return found


def read_sheets(paths: list[Path]) -> Iterator[Sheet]:
    """Every sheet that holds heads one can make out. Files that cannot be opened are left to the reader of tables."""
    for path in paths:
        try:
            yield from _sheets(path)
        except Unopenable:
            continue


def stands_as_it_is(sheet: Sheet) -> bool:
    """Whether the contract's reader can take it: it is named by a table, has its key columns, and says whose rows."""
    named = table_named(sheet.name or sheet.path.stem) or table_named(sheet.path.stem)
    if named is None or named != sheet.table:
        return False
    header = find_header(sheet.grid, named)
    needed = {column.name for column in TABLES[named].columns if column.required and column.name != "name"}
    if header is None or not needed <= header.positions.keys():
        return header is not None and not _can_be_helped(sheet, named)
    key = header.positions.get("person_id")
    return key is None or not _has_unnumbered(sheet.grid, header.row, key)


def _can_be_helped(sheet: Sheet, table: str) -> bool:
    """Whether guessing finds the key columns that the contract's reader misses."""
    found = set(guess_columns(sheet.heads, table).values())
    return all(
        name in found or (name == "person_id" and found & {*WHOSE, "name", "id_number"})
        for name in required_keys(table)
    )


def _has_unnumbered(grid: Grid, header: int, key: int) -> bool:
    rows = (row for row in grid.rows[header:] if any(cell != "" and not is_blank(cell) for cell in row))
    return any(key >= len(row) or is_blank(row[key]) for row in rows)


def _sheets(path: Path) -> Iterator[Sheet]:
    if path.suffix.lower() in WORKBOOKS:
        with Workbook(path) as book:
            for name in book.sheet_names:
                if sheet := _sheet(path, name, book.read(name), table_named(name) or table_named(path.stem)):
                    yield sheet
    elif path.suffix.lower() == ".csv" and path.stat().st_size <= LOOKED_INTO:
        named = table_named(path.stem)
        grid = read_delimited(path, lambda record: _merit(record, named))
        if sheet := _sheet(path, None, grid, named):
            yield sheet


def _merit(record: object, table: str | None) -> int:
    texts = heads_of(list(record))  # type: ignore[call-overload]
    meant = table or find_heads(Grid([texts]))[1]
    return max(recognised(texts, meant), len(guess_columns(texts, meant))) if meant else 0


def _sheet(path: Path, name: str | None, grid: Grid, table: str | None) -> Sheet | None:
    row, meant, heads = find_heads(grid, table)
    return Sheet(path, name, grid, meant, row, tuple(heads)) if row else None
