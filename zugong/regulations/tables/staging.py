"""Tables on their way in: typed rows with their place in the file, and the faults found so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from zugong.regulations.tables.problems import Problem
from zugong.regulations.tables.schema import TABLES, Table


ROW = "_row"
"""Column of a staged table: the row number a user sees."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table comes from, for messages: file, sheet, and column headers as they stand there."""

    table: Table
    file: str
    sheet: str | None
    headers: dict[str, str]
    row_word: str = "第 {} 行"

    def header(self, *columns: str) -> str:
        return "、".join(self.headers.get(name, self.table.column(name).label) for name in columns)

    def problem(self, row: int | None, columns: Iterable[str], value: str | None, reason: str, remedy: str) -> Problem:
        """A problem of this table. `columns` are identifiers."""
        header = self.header(*columns) or None
        return Problem(self.file, self.sheet, row, header, value or None, reason, remedy, self.row_word)


@dataclass
class Staged:
    """A table that was read: `relation` is SQL that yields ROW and the columns of the contract."""

    place: Place
    relation: str
    rows: int
    view: str | None = None  # SQL of the same columns over the file itself, for a table too big to copy
    snapshot: bool = False  # whether the file itself is in canonical form: English names, every cell as it should be


@dataclass
class Ledger:
    """All faults found, and which cells they spoil."""

    problems: list[tuple[tuple[int, int, int], Problem]] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    spoilt: dict[str, dict[str, set[int]]] = field(default_factory=dict)  # table -> column -> rows

    def refuse_cell(
        self, place: Place, row: int, columns: tuple[str, ...], value: str | None, reason: str, remedy: str
    ) -> None:
        """Note a faulty cell (or several of one row); the row is dropped."""
        table = place.table
        rank = list(TABLES).index(table.name), row, [column.name for column in table.columns].index(columns[0])
        self.problems.append((rank, place.problem(row, columns, value, reason, remedy)))
        for column in columns:
            self.spoilt.setdefault(table.name, {}).setdefault(column, set()).add(row)

    def refuse_row(self, place: Place, row: int, value: str, reason: str, remedy: str) -> None:
        """Note a row that cannot be told apart into cells; the row is dropped."""
        rank = list(TABLES).index(place.table.name), row, -1
        self.problems.append((rank, place.problem(row, (), value, reason, remedy)))
        for column in place.table.columns:
            self.spoilt.setdefault(place.table.name, {}).setdefault(column.name, set()).add(row)

    def refuse_file(self, problem: Problem) -> None:
        """Note a fault of a whole file or sheet."""
        self.problems.append(((-1, 0, 0), problem))

    def sorted_problems(self) -> tuple[Problem, ...]:
        """Whole files first, then by table, row and column."""
        return tuple(problem for _, problem in sorted(self.problems, key=lambda entry: entry[0]))

    def spoilt_rows(self, table: str, columns: Iterable[str] | None = None) -> set[int]:
        """Rows with a fault in any of the columns (in any at all when None)."""
        known = self.spoilt.get(table, {})
        return set().union(*(known.get(column, set()) for column in (known if columns is None else columns)))
