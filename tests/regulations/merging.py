"""Puts several small data sets into one, with ids of their own, so that one run of an engine judges them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


Tables = Mapping[str, Sequence[Mapping[str, Any]]]

IDS = frozenset(
    {
        "organization_id",
        "parent_id",
        "target_organization_id",
        "person_id",
        "relative_person_id",
        "meeting_id",
        "sanction_id",
        "class_id",
        "case_id",
        "indicator_id",
        "subject_id",
    }
)


def prefixed(tables: Tables, prefix: str) -> dict[str, list[dict[str, Any]]]:
    """The tables with a prefix before every id that is there; local schemes get it too."""
    return {table: [_row(row, prefix) for row in rows] for table, rows in tables.items()}


def _row(row: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {name: prefix + value if name in IDS and value is not None else value for name, value in row.items()}


def merged(parts: Sequence[Tables]) -> dict[str, list[dict[str, Any]]]:
    """One data set from parts that have the same tables present."""
    names = set(parts[0])
    assert all(set(part) == names for part in parts)
    return {name: [row for part in parts for row in part[name]] for name in sorted(names)}
