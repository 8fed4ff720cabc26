"""Rows into the engine as delimited text that it reads from memory.

The obvious ways (Arrow tables, bound parameters) make the DuckDB package import pyarrow and pandas, which takes as
long as reading a district.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

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
_ROWS_AT_ONCE = 250_000


def as_text(value: Value | None) -> str:
    """A canonical value as the engine reads it; missing is the empty text."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def copy_rows(
    connection: duckdb.DuckDBPyConnection, name: str, types: dict[str, str], columns: Sequence[Sequence[str] | None]
) -> None:
    """Create table `name` with columns of these SQL types.

    A column is its values `as_text`, or None where every value is missing. The first column is never missing.
    """
    described = ", ".join(f"{quoted(column)} {sql_type}" for column, sql_type in types.items())
    connection.execute(f"CREATE OR REPLACE TABLE {name} ({described})")
    given = {column: values for column, values in zip(types, columns, strict=True) if values is not None}
    arriving = {column: types[column] for column in given}
    for start in range(0, len(columns[0] or ()), _ROWS_AT_ONCE):
        part = [values[start : start + _ROWS_AT_ONCE] for values in given.values()]
        _insert(connection, name, arriving, part)


def copy_numbers(connection: duckdb.DuckDBPyConnection, name: str, column: str, numbers: Iterable[int]) -> None:
    """Create table `name` with one column of whole numbers."""
    copy_rows(connection, name, {column: "BIGINT"}, [list(map(str, numbers))])


def _insert(
    connection: duckdb.DuckDBPyConnection, name: str, types: dict[str, str], columns: Sequence[Sequence[str]]
) -> None:
    text, quote = _delimited(columns)
    described = ", ".join(f"{literal(column)}: {literal(sql_type)}" for column, sql_type in types.items())
    with _readable(text.encode()) as path:
        connection.execute(
            f"INSERT INTO {name} ({', '.join(map(quoted, types))}) SELECT * FROM read_csv({literal(path)},"
            f" columns = {{{described}}}, auto_detect = false, header = false, nullstr = '',"
            f" delim = {literal(SEPARATOR)}, quote = {literal(quote)}, escape = {literal(quote)})"
        )


def _delimited(columns: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Rows as text, and the quote character they need: none unless a value has line breaks of its own."""
    plain = "\n".join(map(SEPARATOR.join, zip(*columns, strict=True)))
    if plain.count("\n") == len(columns[0]) - 1 and "\r" not in plain:
        return plain, ""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=SEPARATOR, lineterminator="\n").writerows(zip(*columns, strict=True))
    return text.getvalue(), '"'


@contextmanager
def _readable(content: bytes) -> Iterator[str]:
    """A path where the engine finds the bytes: in memory on Linux, else in a private folder removed at once."""
    if sys.platform == "linux":
        descriptor = os.memfd_create("rows")
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            yield f"/proc/self/fd/{descriptor}"
    else:
        with TemporaryDirectory() as folder:
            path = Path(folder, "rows")
            path.write_bytes(content)
            yield str(path)
