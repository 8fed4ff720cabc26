"""Does a set of tables keep the input contract? Plain loops over rows: the answer owes nothing to any engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pyarrow as pa

from zugong.regulations.tables.schema import TABLES, Column, Kind, Table


def breaches(tables: Mapping[str, pa.Table]) -> Iterator[str]:
    """Everything a reader would refuse, as text."""
    rows = {name: table.to_pylist() for name, table in tables.items()}
    for name, own in rows.items():
        table = TABLES[name]
        yield from _cells(table, own)
        yield from _keys(table, own)
        yield from _references(table, own, rows)
        yield from _intervals(table, own)
    yield from _cycles(rows["organizations"], "organization_id")
    yield from _cycles(rows["indicators"], "indicator_id")
    yield from _quotas(rows["post_quotas"])


def _cells(table: Table, rows: list[dict[str, Any]]) -> Iterator[str]:
    for column in table.columns:
        for row in rows:
            value = row[column.name]
            if value is None:
                if column.required:
                    yield f"{table.name}.{column.name} is empty in {row}"
            elif not _allowed(column, value):
                yield f"{table.name}.{column.name} = {value!r}"


def _allowed(column: Column, value: Any) -> bool:
    if column.kind is Kind.TEXT:
        return bool(value) and value == value.strip()
    if column.kind is Kind.CODE:
        return value in column.codes or (column.open_codes and bool(value))
    if column.kind is Kind.COUNT:
        return value >= column.minimum
    if column.kind is Kind.AMOUNT:
        return 0 <= value < 10**15 and (column.maximum is None or value <= column.maximum * 10**6)
    return True


def _keys(table: Table, rows: list[dict[str, Any]]) -> Iterator[str]:
    counts = Counter(tuple(row[name] for name in table.key) for row in rows)
    yield from (f"{table.name} key {key} stands {count} times" for key, count in counts.items() if count > 1)


def _references(
    table: Table, rows: list[dict[str, Any]], everything: Mapping[str, list[dict[str, Any]]]
) -> Iterator[str]:
    for reference in table.references:
        targets = {row[reference.target]: row for row in everything[reference.table]}
        for row in rows:
            value = row[reference.column]
            if value is not None and value not in targets:
                yield f"{table.name}.{reference.column} = {value} is not in {reference.table}"
            elif value is not None and reference.same and row[reference.same] != targets[value][reference.same]:
                yield f"{table.name}.{reference.column} = {value} belongs to another {reference.same}"


def _intervals(table: Table, rows: list[dict[str, Any]]) -> Iterator[str]:
    for pair in (table.interval, table.last_day):
        for row in rows if pair else []:
            start, end = row[pair[0]], row[pair[1]]
            if start and end and end < start:
                yield f"{table.name} ends before it starts: {row}"


def _cycles(rows: list[dict[str, Any]], key: str) -> Iterator[str]:
    parents = {row[key]: row["parent_id"] for row in rows}
    for start in parents:
        here, steps = parents[start], 0
        while here is not None and steps <= 20:
            here, steps = parents.get(here), steps + 1
        if steps > 20:
            yield f"{start} stands above itself"


def _quotas(rows: list[dict[str, Any]]) -> Iterator[str]:
    ordered = sorted(rows, key=lambda row: (row["organization_id"], row["level"], row["since"]))
    for one, two in pairwise(ordered):
        same = (one["organization_id"], one["level"]) == (two["organization_id"], two["level"])
        if same and (one["until"] is None or one["until"] > two["since"]):
            yield f"quotas overlap: {one} {two}"
