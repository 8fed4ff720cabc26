"""What arrives laid over what is stored: every arriving row with its key, its values to be, and whether it changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb

from zugong.exchange.reach import Reach
from zugong.exchange.stored import OWN, PK, copy_stored
from zugong.formats.columnar import quoted
from zugong.gates.sources import ContractSource, contract_sources
from zugong.regulations.tables.copying import copy_numbers
from zugong.regulations.tables.reading import Reading
from zugong.regulations.tables.schema import TABLES
from zugong.regulations.tables.staging import ROW, Ledger, Place


CHANGED = "_changed"

ORDER = (
    "organizations",
    "people",
    "training_classes",
    "indicators",
    *(name for name in TABLES if name not in {"organizations", "people", "training_classes", "indicators"}),
)
"""Tables in the order they are checked and written: what others point to comes first."""

HOMES = frozenset({"people", "members", "tenures"})
"""Tables that decide where somebody is managed."""


@dataclass
class Merge:
    """A data set on its way into the database. `merged.<table>` holds the good rows of each table that is loaded."""

    reading: Reading
    reach: Reach
    tables: tuple[str, ...] = ()
    compared: set[str] = field(default_factory=set)

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The engine all of it is in."""
        return self.reading.connection

    @property
    def ledger(self) -> Ledger:
        """All faults found."""
        return self.reading.ledger

    def place(self, table: str) -> Place:
        """Where the table stands in the files."""
        return self.reading.places[table]

    def source(self, table: str) -> ContractSource:
        """The model behind the table."""
        return contract_sources()[table]

    def given(self, table: str) -> list[str]:
        """Columns the file has. A column it does not have leaves what is stored as it is."""
        return [column.name for column in TABLES[table].columns if column.name in self.place(table).headers]

    def compare(self, tables: Iterable[str]) -> None:
        """Copy what is stored of these tables, once."""
        self.connection.execute("CREATE SCHEMA IF NOT EXISTS stored")
        for table in sorted(set(tables) - self.compared):
            copy_stored(self.connection, self.source(table), self.reach)
            self.compared.add(table)

    def lay_over(self, table: str) -> None:
        """Make `merged.<table>` from the rows that could be read."""
        key, given = TABLES[table].key, set(self.given(table))
        same = " AND ".join(f"new.{quoted(name)} IS NOT DISTINCT FROM old.{quoted(name)}" for name in key)
        values, differing = [], ["false"]
        for name in (column.name for column in TABLES[table].columns):
            arriving = name in given or name in key
            values.append(f"{'new' if arriving else 'old'}.{quoted(name)} AS {quoted(name)}")
            if name in given and name not in key:
                differing.append(f"new.{quoted(name)} IS DISTINCT FROM old.{quoted(name)}")
        self.connection.execute("CREATE SCHEMA IF NOT EXISTS merged")
        self.connection.execute(
            f"CREATE OR REPLACE TABLE merged.{table} AS SELECT new.{ROW}, old.{PK},"
            f" coalesce(old.{OWN}, true) AS {OWN},"
            f" old.{PK} IS NOT NULL AND ({' OR '.join(differing)}) AS {CHANGED}, {', '.join(values)}"
            f" FROM {table} AS new LEFT JOIN stored.{table} AS old ON {same} ORDER BY new.{ROW}"
        )

    def drop_spoilt(self, table: str) -> None:
        """Take the rows with a fault out of `merged.<table>`."""
        spoilt = self.ledger.spoilt_rows(table)
        if spoilt:
            copy_numbers(self.connection, "merged.spoilt", ROW, sorted(spoilt))
            self.connection.execute(f"DELETE FROM merged.{table} WHERE {ROW} IN (SELECT {ROW} FROM merged.spoilt)")
