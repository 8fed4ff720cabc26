"""What the rules on the register say of the people an import touches, with everything as it will be afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb

from zugong.core.outcomes import Outcome
from zugong.exchange.merging import CHANGED, Merge
from zugong.exchange.planning import Plan
from zugong.exchange.stored import PK, copy_stored
from zugong.formats.columnar import quoted
from zugong.gates.law import live_book, live_law
from zugong.regulations.register_check import RegisterFinding, register_findings
from zugong.regulations.tables.copying import SQL_TYPES, as_text, copy_rows
from zugong.regulations.tables.reading import Reading
from zugong.regulations.tables.schema import TABLES


MOST_PEOPLE = 5_000
"""People up to which a batch is judged before it is written; larger ones are judged by the next whole judgement."""
MOST_SHOWN = 200
_TABLES = tuple(name for name, table in TABLES.items() if any(column.name == "person_id" for column in table.columns))


def find(plan: Plan, on: date) -> dict[str, Any]:
    """The findings as a page shows them: how many, the first ones, what must be mended first; and who was left out."""
    people = _touched(plan.merge)
    if not people or len(people) > MOST_PEOPLE:
        return {"count": 0, "shown": [], "too_many": len(people) > MOST_PEOPLE}
    with duckdb.connect() as connection:
        for table in _TABLES:
            _lay_out(plan.merge, table, people, connection)
        names = dict(connection.execute("SELECT person_id, name FROM people").fetchall())
        found = register_findings(
            Reading(connection, frozenset(_TABLES)), live_law(), live_book(), on, people=set(people)
        )
    shown = [_as_shown(one, names) for one in found[:MOST_SHOWN]]
    return {"count": len(found), "shown": shown, "too_many": False}


def _touched(merge: Merge) -> list[str]:
    """Numbers of the people of whom a row is new or changes."""
    parts = [
        f"SELECT person_id FROM merged.{table} WHERE {PK} IS NULL OR {CHANGED}"
        for table in merge.tables
        if table in _TABLES
    ]
    rows = merge.connection.execute(f"SELECT DISTINCT person_id FROM ({' UNION ALL '.join(parts)})") if parts else None
    return sorted(person for (person,) in rows.fetchall()) if rows else []


def _lay_out(merge: Merge, table: str, people: list[str], target: duckdb.DuckDBPyConnection) -> None:
    """The rows of these people as they will be, as a table of the other engine."""
    if table not in merge.compared:
        copy_stored(merge.connection, merge.source(table), merge.reach, people)
    names = [column.name for column in TABLES[table].columns]
    listed = ", ".join(map(quoted, names))
    mine = "person_id IN (SELECT unnest($people))"
    query = f"SELECT {listed} FROM stored.{table} WHERE {mine}"
    if table in merge.tables:
        query += f" AND {PK} NOT IN (SELECT {PK} FROM merged.{table} WHERE {PK} IS NOT NULL)"
        query += f" UNION ALL SELECT {listed} FROM merged.{table} WHERE {mine}"
    rows = merge.connection.execute(query, {"people": people}).fetchall()
    types = {column.name: SQL_TYPES[column.kind] for column in TABLES[table].columns}
    copy_rows(
        target,
        table,
        types,
        [[as_text(value) for value in column] for column in zip(*rows, strict=True)] or [[]] * len(names),
    )


def _as_shown(one: RegisterFinding, names: dict[str, str]) -> dict[str, str]:
    kind = "应当改正" if one.must_mend else "待核" if one.outcome is Outcome.UNKNOWN else "请核对"
    told = one.reason or (f"{one.actual}；应为 {one.required}" if one.required else one.actual)
    return {"person": names.get(one.person_id, one.person_id), "kind": kind, "title": one.title, "told": told}
