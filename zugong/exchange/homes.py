"""Where people are managed: the organization of the current post, else the current branch."""

from __future__ import annotations

from datetime import date

from zugong.exchange.merging import CHANGED, Merge
from zugong.exchange.stored import PK


def find_homes(merge: Merge, on: date) -> dict[str, str]:
    """Person number -> organization number, for the people this data set adds, moves or posts.

    Of several current posts the one that began last counts, of several branches likewise. Where the data set says
    itself where somebody is managed, that holds.
    """
    touched = _touched(merge)
    if not touched:
        return {}
    found = merge.connection.execute(
        f"WITH spell AS ({_spells(merge, 'tenures', 0)} UNION ALL {_spells(merge, 'members', 1)})"
        " SELECT DISTINCT ON (person_id) person_id, organization_id FROM spell"
        f" WHERE person_id IN ({touched}) AND organization_id IS NOT NULL"
        " AND (since IS NULL OR since <= $day) AND (until IS NULL OR until > $day)"
        " ORDER BY person_id, rank, since DESC NULLS LAST, organization_id",
        {"day": on},
    ).fetchall()
    said = _said(merge)
    return {person: home for person, home in found if person not in said}


def _said(merge: Merge) -> set[str]:
    """The people whose home the data set gives."""
    if "people" not in merge.tables:
        return set()
    rows = merge.connection.execute("SELECT person_id FROM merged.people WHERE organization_id IS NOT NULL")
    return {person for (person,) in rows.fetchall()}


def _touched(merge: Merge) -> str:
    """SQL of the people whose home this data set may decide; empty when there are none."""
    parts = [
        f"SELECT person_id FROM merged.{table} WHERE {PK} IS NULL OR {CHANGED}"
        for table in ("members", "tenures")
        if table in merge.tables
    ]
    if "people" in merge.tables:
        parts.append(f"SELECT person_id FROM merged.people WHERE {PK} IS NULL")
    return " UNION ALL ".join(parts)


def _spells(merge: Merge, table: str, rank: int) -> str:
    """SQL of all spells as they will be: those that arrive, and the stored ones they leave as they are."""
    columns = f"person_id, organization_id, since, until, {rank} AS rank"
    if table not in merge.tables:
        return f"SELECT {columns} FROM stored.{table}"
    kept = f"{PK} NOT IN (SELECT {PK} FROM merged.{table} WHERE {PK} IS NOT NULL)"
    return f"SELECT {columns} FROM merged.{table} UNION ALL SELECT {columns} FROM stored.{table} WHERE {kept}"
