"""Contract tables as officers know them: Chinese headers and codes, 是 and 否, decimals as written by hand."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from zugong.regulations.tables.schema import MILLIONTHS, TABLES, Column, Kind


DECIMAL = pa.decimal128(15, 6)
"""Exact storage of an AMOUNT where a file carries types."""


def labelled(name: str, table: pa.Table) -> pa.Table:
    """All cells as text under Chinese headers; empty cells stay null."""
    columns = TABLES[name].columns
    return pa.table({column.label: _text(column, table[column.name]) for column in columns})


def exact(name: str, table: pa.Table) -> pa.Table:
    """The same table with AMOUNT columns as decimals, for files that carry types."""
    for place, column in enumerate(TABLES[name].columns):
        if column.kind is Kind.AMOUNT:
            table = table.set_column(place, pa.field(column.name, DECIMAL), amounts(table[column.name]))
    return table


def amounts(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whole millionths as exact decimals."""
    coded = values.combine_chunks().dictionary_encode()
    decimals = [Decimal(value) / MILLIONTHS for value in coded.dictionary.to_pylist()]
    return pa.chunked_array([pa.array(decimals, DECIMAL).take(coded.indices)], DECIMAL)


def _text(column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray:
    if column.kind is Kind.CODE:
        return _labels(column, values)
    if column.kind is Kind.FLAG:
        return pc.if_else(values, "是", "否")
    if column.kind is Kind.AMOUNT:
        coded = values.combine_chunks().dictionary_encode()
        plain = [f"{Decimal(value) / MILLIONTHS:f}" for value in coded.dictionary.to_pylist()]
        return pa.chunked_array([pa.array(plain, pa.string()).take(coded.indices)], pa.string())
    return values.cast(pa.string())


def _labels(column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Chinese labels; local values of an open column stay as they are."""
    places = pc.index_in(values, value_set=pa.array(list(column.codes), pa.string()))
    found = pa.chunked_array([pa.array(list(column.codes.values()), pa.string()).take(places.combine_chunks())])
    return pc.coalesce(found, values) if column.open_codes else found
