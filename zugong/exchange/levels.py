"""Rows of a tree in the order they can be added: those without a new superior first, then those below them."""

from __future__ import annotations

from zugong.exchange.merging import Merge
from zugong.exchange.stored import PK
from zugong.formats.columnar import quoted
from zugong.regulations.tables.schema import TABLES
from zugong.regulations.tables.staging import ROW


TREES = frozenset({"organizations", "indicators"})
"""Tables whose rows stand below one another."""


def count_levels(merge: Merge, table: str) -> int:
    """How many levels the new rows of a table have; a table that is no tree has one."""
    if table not in TREES:
        return 1
    key = quoted(TABLES[table].key[0])
    new = f"(SELECT {ROW}, {key} AS id, parent_id FROM merged.{table} WHERE {PK} IS NULL)"
    merge.connection.execute(
        f"CREATE OR REPLACE TABLE merged.{_levels(table)} AS WITH RECURSIVE climb AS ("
        f"SELECT {ROW}, id, 0 AS level FROM {new} WHERE parent_id IS NULL OR parent_id NOT IN (SELECT id FROM {new})"
        f" UNION ALL SELECT below.{ROW}, below.id, climb.level + 1 FROM {new} AS below"
        f" JOIN climb ON below.parent_id = climb.id) SELECT {ROW}, level FROM climb"
    )
    row = merge.connection.execute(f"SELECT max(level) FROM merged.{_levels(table)}").fetchone()
    return 0 if row is None or row[0] is None else int(row[0]) + 1


def on_level(table: str, level: int) -> str:
    """The condition that a new row is on that level."""
    if table not in TREES:
        return "true"
    return f"{ROW} IN (SELECT {ROW} FROM merged.{_levels(table)} WHERE level = {level})"


def _levels(table: str) -> str:
    return quoted(f"levels of {table}")
