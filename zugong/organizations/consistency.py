"""Whether the tree is one: looked at every night, and after an import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zugong.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class TreeProblem:
    """What is wrong with the place of one organization."""

    code: str
    reason: str


def find_tree_problems() -> list[TreeProblem]:
    """Organizations in a cycle, with a parent that is not there, or with a path that is not their parents' ids."""
    rows: dict[int, dict[str, Any]] = {
        row["pk"]: row for row in Organization.objects.order_by("pk").values("pk", "code", "parent_id", "path")
    }
    return [TreeProblem(row["code"], reason) for row in rows.values() for reason in _problems(row, rows)]


def _problems(row: dict[str, Any], rows: dict[int, dict[str, Any]]) -> Iterator[str]:
    chain: list[int] = []
    place: int | None = row["pk"]
    while place is not None:
        if place in chain:
            yield "上级关系成环"
            return
        if place not in rows:
            yield f"上级（序号 {place}）不在库中"
            return
        chain.append(place)
        place = rows[place]["parent_id"]
    path = "".join(f"{pk}." for pk in reversed(chain))
    if row["path"] != path:
        yield f"路径应为 {path}，实为 {row['path']}"
