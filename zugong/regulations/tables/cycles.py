"""Chains of superiors that come back to their start."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from zugong.regulations.tables.staging import ROW


_PEELS = 32


def find_cycles(connection: duckdb.DuckDBPyConnection, source: str, key: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Row and closed chain (first id repeated at the end) of every row on a cycle of `parent_id`.

    Rows whose superior has no superior cannot be on a cycle; peeling them off level by level leaves a sound tree
    empty after as many steps as it is deep. What is left, if anything, is walked one by one.
    """
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE climbing AS SELECT {key} AS id, parent_id AS parent, min({ROW}) AS {ROW}"
        f" FROM {source} WHERE {key} IS NOT NULL AND parent_id IS NOT NULL GROUP BY ALL"
    )
    for _ in range(_PEELS):
        before = _count(connection)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE climbing AS SELECT * FROM climbing WHERE parent IN (SELECT id FROM climbing)"
        )
        if _count(connection) in (0, before):
            break
    rows = connection.execute(f"SELECT id, parent, {ROW} FROM climbing ORDER BY {ROW}").fetchall()
    connection.execute("DROP TABLE climbing")
    yield from _walk(rows)


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("SELECT count(*) FROM climbing").fetchone()
    return int(row[0]) if row else 0


def _walk(rows: list[tuple[str, str, int]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    parents: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for node, parent, number in rows:
        parents.setdefault(node, parent)
        numbers.setdefault(node, number)
    seen: set[str] = set()
    for start in parents:
        path: list[str] = []
        places: dict[str, int] = {}
        node = start
        while node in parents and node not in seen:
            seen.add(node)
            places[node] = len(path)
            path.append(node)
            node = parents[node]
        if node in places:
            cycle = path[places[node] :]
            for index, member in enumerate(cycle):
                yield numbers[member], (*cycle[index:], *cycle[:index], member)
