"""What the database holds already, as tables of the engine that compares it with what arrives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from zugong.exchange.columns import stored_columns
from zugong.exchange.reach import Reach
from zugong.formats.columnar import quoted
from zugong.gates.sources import ContractSource
from zugong.regulations.tables.copying import SQL_TYPES, copy_numbers, copy_rows


PK, OWN = "_pk", "_own"
"""Columns of a stored table: the key of the row, and whether the account may change and refer to it."""

_AT_ONCE = 5_000
_PEOPLE_AT_ONCE = 500


def copy_stored(
    connection: duckdb.DuckDBPyConnection, source: ContractSource, reach: Reach, people: Sequence[str] | None = None
) -> None:
    """Make `stored.<table>`: key, whether it is the account's own, and all contract columns; of `people` only."""
    columns = stored_columns(source)
    own = reach.own(source, loading=source.table)
    every = source.model.objects.order_by("pk").values_list("pk", *(column.path for column in columns))
    texts: list[list[str]] = [[] for _ in range(len(columns) + 2)]
    for pk, *values in _rows(every, source, people):
        texts[0].append(str(pk))
        texts[1].append("true" if own is None or pk in own else "false")
        for place, (column, value) in enumerate(zip(columns, values, strict=True), 2):
            texts[place].append(column.as_text(value))
    types = {PK: "BIGINT", OWN: "BOOLEAN"} | {column.name: SQL_TYPES[column.column.kind] for column in columns}
    copy_rows(connection, f"stored.{source.table}", types, texts)


def _rows(every: Any, source: ContractSource, people: Sequence[str] | None) -> Iterator[Any]:
    if people is None:
        yield from every.iterator(chunk_size=_AT_ONCE)
        return
    for start in range(0, len(people), _PEOPLE_AT_ONCE):
        part = people[start : start + _PEOPLE_AT_ONCE]
        yield from every.filter(**{f"{source.columns['person_id']}__in": part})


def copy_reach(connection: duckdb.DuckDBPyConnection, source: ContractSource, reach: Reach, loading: str) -> str:
    """Condition on a stored row `goal`: whoever loads the table `loading` may refer to it. Empty for no condition."""
    own = reach.own(source, loading)
    if own is None:
        return ""
    name = f"stored.{quoted(f'{source.table} for {loading}')}"
    copy_numbers(connection, name, PK, sorted(own))
    return f" AND goal.{PK} IN (SELECT {PK} FROM {name})"
