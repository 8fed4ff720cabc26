"""Fills a DuckDB connection with what compiled rules read beside the contract tables that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from zugong.regulations import inputs
from zugong.regulations.book import Book, CompiledRule, short_units
from zugong.regulations.law.model import Law
from zugong.regulations.storage import DERIVED, contract_schema, law_schema, law_table_name
from zugong.regulations.tables.schema import TABLES


if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


def prepare(
    connection: duckdb.DuckDBPyConnection, present: Iterable[str], book: Book, law: Law, *, as_of: date, since: date
) -> Book:
    """Add empty tables for absent ones, the derived tables and the law; return the rules that are in force at all."""
    seen = set(present)
    for name in TABLES.keys() - seen:
        add_table(connection, name, [], contract_schema(TABLES[name]))
    periods = inputs.period_rows(as_of, since)
    derived: Mapping[str, inputs.Rows] = {
        "run": [inputs.run_row(as_of, since, seen)],
        "periods": periods,
        "period_days": inputs.period_day_rows(periods),
        "indicator_leaves": inputs.leaf_rows(_rows(connection, "indicators")),
    }
    for name, rows in derived.items():
        add_table(connection, name, rows, DERIVED[name])
    calendar = inputs.workday_columns(_workdays(connection))
    add_arrow(connection, "workday_calendar", inputs.arrow_columns(calendar, DERIVED["workday_calendar"]))
    return {key: rule for key, rule in book.items() if _add_law(connection, law, rule)}


def add_table(connection: duckdb.DuckDBPyConnection, name: str, rows: inputs.Rows, schema: Mapping[str, str]) -> None:
    """Create or replace a table from rows."""
    add_arrow(connection, name, inputs.arrow_table(rows, schema))


def add_arrow(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Create or replace a table from Arrow."""
    connection.register("incoming_rows", rows)
    connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM incoming_rows')
    connection.unregister("incoming_rows")


def _add_law(connection: duckdb.DuckDBPyConnection, law: Law, rule: CompiledRule) -> bool:
    rows = inputs.law_rows(law, rule.parameters)
    add_table(connection, law_table_name(rule.key), rows, law_schema(short_units(rule.units)))
    return bool(rows)


def _workdays(connection: duckdb.DuckDBPyConnection) -> dict[date, bool]:
    own = connection.execute('SELECT "date", is_workday FROM workdays').fetchall()
    return {**inputs.shipped_workdays(), **dict(own)}


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    return list(connection.execute(f'SELECT * FROM "{table}"').to_arrow_table().to_pylist())
