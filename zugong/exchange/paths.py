"""Keeps the derived paths of the tree right while organizations arrive and move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from uuid import uuid4

from zugong.audit.recording import Change
from zugong.organizations.models import Organization
from zugong.organizations.tree import path_below


def add_below(change: Change, rows: Sequence[Organization]) -> None:
    """Add organizations whose superiors are there; a path holds the row's own key, so it is known only afterwards."""
    for row in rows:
        row.path = f"{uuid4()}."
    change.add_many(rows)
    superiors = Organization.objects.in_bulk({row.parent_id for row in rows if row.parent_id is not None})
    for row in rows:
        row.path = path_below(superiors.get(row.parent_id), row.pk)
        change.save(row)


def set_paths_right(entry: Callable[[], AbstractContextManager[Change]], at_once: int) -> None:
    """Give every organization below a moved one the path it has now."""
    wrong = _wrong_paths()
    keys = sorted(wrong)
    for start in range(0, len(keys), at_once):
        with entry() as change:
            for row in Organization.objects.filter(pk__in=keys[start : start + at_once]):
                row.path = wrong[row.pk]
                change.save(row)


def _wrong_paths() -> dict[int, str]:
    """Key -> right path of the organizations whose path is not what their superiors say."""
    rows = {pk: (parent, path) for pk, parent, path in Organization.objects.values_list("pk", "parent_id", "path")}
    right: dict[int, str] = {}

    def find(pk: int) -> str:
        if pk not in right:
            parent = rows[pk][0]
            right[pk] = f"{find(parent) if parent is not None else ''}{pk}."
        return right[pk]

    return {pk: path for pk in rows if (path := find(pk)) != rows[pk][1]}
