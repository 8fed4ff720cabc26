"""Rows into the engine as one text per column, split and cast by the engine itself.

The obvious ways (Arrow tables, bound parameters) make the DuckDB package import pyarrow and pandas, which takes longer
than reading a district; this one imports nothing and writes nothing to disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import duckdb

from zugong.formats.columnar import literal, quoted
from zugong.regulations.tables.cells import SEPARATOR, Value
from zugong.regulations.tables.schema import Kind


SQL_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.CODE: "VARCHAR",
    Kind.DATE: "DATE",
    Kind.LAST_DAY: "DATE",
    Kind.COUNT: "BIGINT",
    Kind.AMOUNT: "BIGINT",
    Kind.FLAG: "BOOLEAN",
}
_ROWS_AT_ONCE = 50_000


def as_text(value: Value | None) -> str:
    """A canonical value as the engine reads it; missing is the empty text."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def copy_rows(
    connection: duckdb.DuckDBPyConnection, name: str, types: dict[str, str], columns: Sequence[Sequence[str] | None]
) -> None:
    """Create table `name` with columns of these SQL types.

    A column is its values `as_text`, or None where every value is missing.
    """
    described = ", ".join(f"{quoted(column)} {sql_type}" for column, sql_type in types.items())
    connection.execute(f"CREATE OR REPLACE TABLE {name} ({described})")
    count = next((len(column) for column in columns if column is not None), 0)
    for start in range(0, count, _ROWS_AT_ONCE):
        texts = [None if column is None else column[start : start + _ROWS_AT_ONCE] for column in columns]
        connection.execute(f"INSERT INTO {name} {_select(texts, list(types.values()))}")


def copy_numbers(connection: duckdb.DuckDBPyConnection, name: str, column: str, numbers: Iterable[int]) -> None:
    """Create table `name` with one column of whole numbers."""
    copy_rows(connection, name, {column: "BIGINT"}, [list(map(str, numbers))])


def _select(columns: Sequence[Sequence[str] | None], sql_types: Sequence[str]) -> str:
    places = range(len(columns))
    split = ", ".join(
        f"unnest(string_split({literal(SEPARATOR.join(column))}, chr({ord(SEPARATOR)}))) AS c{place}"
        for place, column in zip(places, columns, strict=True)
        if column is not None
    )
    values = ["NULL" if columns[place] is None else f"nullif(c{place}, '')" for place in places]
    cast = ", ".join(f"CAST({value} AS {sql_type})" for value, sql_type in zip(values, sql_types, strict=True))
    return f"SELECT {cast} FROM (SELECT {split})"
