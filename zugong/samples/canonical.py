"""Arrow tables in the canonical storage of the contract: every column, in order, with its engine type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from zugong.regulations.tables.schema import TABLES, Kind


ARROW_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.CODE: pa.string(),
    Kind.DATE: pa.date32(),
    Kind.LAST_DAY: pa.date32(),
    Kind.COUNT: pa.int64(),
    Kind.AMOUNT: pa.int64(),  # whole millionths
    Kind.FLAG: pa.bool_(),
}


def arrow_schema(name: str) -> pa.Schema:
    """The canonical Arrow schema of a contract table."""
    return pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in TABLES[name].columns])


def from_columns(name: str, columns: Mapping[str, Any]) -> pa.Table:
    """A table from equally long columns; contract columns that are not given are empty."""
    schema = arrow_schema(name)
    unknown = sorted(set(columns) - set(schema.names))
    if unknown:
        raise KeyError(f"{name}: {unknown}")
    height = len(next(iter(columns.values())))
    return pa.table([_array(columns.get(field.name), field.type, height) for field in schema], schema=schema)


def from_arrays(name: str, columns: Mapping[str, pa.Array], height: int) -> pa.Table:
    """A table of `height` rows from arrays as they are, dictionaries included; other contract columns are empty."""
    return pa.table({field.name: columns[field.name] if field.name in columns else pa.nulls(height, field.type)
                     for field in arrow_schema(name)})  # fmt: skip


def from_rows(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """A table from rows; cells that a row lacks are empty."""
    return pa.Table.from_pylist(list(rows), schema=arrow_schema(name))


def _array(values: Any, kind: pa.DataType, height: int) -> pa.Array:
    if values is None:
        return pa.nulls(height, kind)
    if isinstance(values, pa.Array):
        return values.cast(kind)
    return pa.array(values, type=kind, from_pandas=True)
