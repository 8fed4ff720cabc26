"""Runs the judge over rows written in a test: present tables only, cells as a person would state them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import duckdb

from zugong.core.outcomes import Outcome
from zugong.regulations.book import Book, load_book
from zugong.regulations.engines import duckdb as duckdb_engine
from zugong.regulations.engines.prepare import add_table, prepare
from zugong.regulations.law.model import Law
from zugong.regulations.loading import load_law
from zugong.regulations.storage import contract_schema
from zugong.regulations.tables.schema import MILLIONTHS, TABLES, Column, Kind


Tables = Mapping[str, Sequence[Mapping[str, Any]]]


@cache
def shipped_law() -> Law:
    return load_law()


@cache
def duckdb_book() -> Book:
    return load_book(shipped_law(), "duckdb")


def stored(column: Column, value: Any) -> Any:
    """A stated cell as the engines hold it: amounts in millionths."""
    if column.kind is Kind.AMOUNT and value is not None:
        return int(Decimal(str(value)) * MILLIONTHS)
    return value


def stored_rows(table: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    columns = TABLES[table].columns
    for row in rows:
        unknown = row.keys() - {column.name for column in columns}
        assert not unknown, f"{table} has no column {unknown}"
    return [{column.name: stored(column, row.get(column.name)) for column in columns} for row in rows]


def connect(tables: Tables) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name, rows in tables.items():
        add_table(connection, name, stored_rows(name, rows), contract_schema(TABLES[name]))
    return connection


def findings(
    tables: Tables,
    *,
    as_of: date,
    since: date,
    rules: Iterable[str] | None = None,
    law: Law | None = None,
) -> list[dict[str, str]]:
    """Every finding of the rules (all without `rules`), sorted as the contract says."""
    book = duckdb_book() if law is None else load_book(law, "duckdb")
    chosen = book if rules is None else {key: book[key] for key in rules}
    with connect(tables) as connection:
        in_force = prepare(connection, tables, chosen, law or shipped_law(), as_of=as_of, since=since)
        _, found = duckdb_engine.run(connection, in_force, listed=list(Outcome))
    return list(found.to_pylist())
