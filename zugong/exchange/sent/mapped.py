"""A sheet under other heads, laid out as the contract has it: same rows, its heads, numbers of people filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zugong.exchange.sent.persons import Keys, Persons
from zugong.exchange.sent.sheets import Sheet
from zugong.formats.grids import BLANKS, Cell, CellFault, Grid, is_blank
from zugong.regulations.tables.cell_faults import BadCell
from zugong.regulations.tables.cells import shown
from zugong.regulations.tables.days import read_day
from zugong.regulations.tables.schema import TABLES, Kind
from zugong.regulations.tables.sources import Source


_DAY_WITH_WORDS = re.compile(
    r"\s*(\d{4}\s*[-./年]\s*\d{1,2}(?:\s*[-./月]\s*\d{1,2})?\s*[月日]?)\s*[（(].*[)）]\s*", re.DOTALL
)
"""1972.04（54岁）: a day with an age or remark behind it."""


@dataclass(frozen=True)
class Mapped:
    """A sheet with the table it is taken for and place -> column."""

    sheet: Sheet
    table: str
    columns: Mapping[int, str]

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Column -> place."""
        return {column: place for place, column in self.columns.items()}

    @cached_property
    def days(self) -> frozenset[str]:
        """Columns that hold days."""
        days = {column.name for column in TABLES[self.table].columns if column.kind is Kind.DATE}
        return frozenset({"@born_on", *days})

    @cached_property
    def is_about_people(self) -> bool:
        """Whether each row has the number of a person."""
        return "person_id" in {column.name for column in TABLES[self.table].columns}

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The rows below the heads that hold anything in a mapped column."""
        places = list(self.columns)
        for row in self.sheet.grid.rows[self.sheet.row :]:
            if any(place < len(row) and not is_blank(row[place]) for place in places):
                yield row

    def keys(self, row: Sequence[Cell]) -> Keys:
        """What the row says of its person."""
        own = self.table == "people"
        name = self._text(row, "name" if own else "@name")
        number = self._text(row, "id_number" if own else "@id_number").upper()
        born = self._cell(row, "born_on" if own else "@born_on")
        return "".join(name.split()), month_of(born), number

    def number(self, row: Sequence[Cell]) -> str:
        """The number the row itself has; empty where it has none."""
        return self._text(row, "person_id")

    def as_source(self, persons: Persons) -> Source:
        """The same rows under the contract's heads, for the contract's reader."""
        names = [column.name for column in TABLES[self.table].columns if column.name in self.place_of]
        filled = self.is_about_people and "person_id" not in names
        heads = [*(["person_id"] if filled else []), *names]
        rows: list[Sequence[Cell]] = [[] for _ in range(self.sheet.row - 1)]
        rows.append(heads)
        rows += [self._turned(row, heads, persons) for row in self.sheet.grid.rows[self.sheet.row :]]
        titles = {column: self.sheet.heads[place] for column, place in self.place_of.items()}
        titles.setdefault("person_id", titles.get("name" if self.table == "people" else "@name", "人员"))
        return Source(self.table, self.sheet.path, self.sheet.name, grid=Grid(rows), titles=titles)

    def _turned(self, row: Sequence[Cell], heads: Sequence[str], persons: Persons) -> list[Cell]:
        if not any(place < len(row) and not is_blank(row[place]) for place in self.columns):
            return []
        cells = [self._cell(row, name) for name in heads]
        if self.is_about_people and is_blank(cells[heads.index("person_id")]):
            cells[heads.index("person_id")] = persons.number(self.keys(row), may_be_new=self.table == "people")
        return cells

    def _cell(self, row: Sequence[Cell], column: str) -> Cell:
        place = self.place_of.get(column)
        cell = row[place] if place is not None and place < len(row) else None
        return plain_day(cell) if column in self.days else cell

    def _text(self, row: Sequence[Cell], column: str) -> str:
        cell = self._cell(row, column) if column in self.place_of else None
        return "" if cell is None or isinstance(cell, CellFault) else shown(cell).strip(BLANKS)


def plain_day(cell: Cell) -> Cell:
    """The day without the age or remark behind it."""
    match = _DAY_WITH_WORDS.fullmatch(cell) if isinstance(cell, str) else None
    return match[1] if match else cell


def month_of(cell: Cell) -> str:
    """`1972-04`; empty where the cell is no day."""
    if is_blank(cell):
        return ""
    try:
        return str(read_day(cell)[0])[:7]
    except BadCell:
        return ""
