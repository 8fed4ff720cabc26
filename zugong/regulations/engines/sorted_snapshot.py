"""How a snapshot is laid out on disk so that the sorted scan, and any other reader, decodes it cheaply."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from zugong.regulations.tables.schema import TABLES


ROW_GROUP = 250_000
"""Rows decoded at a time: three columns of them fit in the cache of a processor core."""


def write_snapshot(path: Path, table: str, blocks: Iterable[pa.Table]) -> int:
    """Write a contract table from blocks that come in order of its subjects; returns the number of rows.

    Required columns are declared free of nulls: a reader then need not look for any, which saves a third of the
    decoding. Raises pyarrow.ArrowInvalid or ValueError when a required value is missing.
    """
    rows = 0
    writer = None
    try:
        for block in blocks:
            if writer is None:
                schema = _required(table, block.schema)
                writer = pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=_repeated(table, schema))
            writer.write_table(block.cast(schema), row_group_size=_even(len(block)))
            rows += len(block)
    finally:
        if writer is not None:
            writer.close()
    return rows


def _required(table: str, schema: pa.Schema) -> pa.Schema:
    """The stored schema. Text is plain: a dictionary of the whole block would be stored with each of its groups."""
    required = {column.name for column in TABLES[table].columns if column.required}
    return pa.schema([
        pa.field(field.name, _plain(field.type), nullable=field.name not in required) for field in schema
    ])  # fmt: skip


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _repeated(table: str, schema: pa.Schema) -> list[str]:
    """Columns worth a dictionary: all but a key of one column, which never repeats, and names."""
    key = TABLES[table].key
    unique = {"name", *(key if len(key) == 1 else ())}
    return [field.name for field in schema if field.name not in unique]


def _even(rows: int) -> int:
    """Rows per group when a block is cut into equal groups of about ROW_GROUP."""
    groups = max(1, round(rows / ROW_GROUP))
    return max(1, -(-rows // groups))
