"""Looks into the tree: what somebody typed, where an organization lies, what hangs around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from zugong.accounts.enums import Administration
from zugong.core.pinyin import typed_key
from zugong.organizations.models import FormerName, Organization
from zugong.organizations.scope import top_paths


SIBLINGS_SHOWN = 100
"""How many children of one organization the tree shows; the list beside it finds the rest."""


def seen_by(user: Any, roles: Collection[str]) -> QuerySet[Organization]:
    """The organizations an account may see in these roles; the security administrator, who grants over them, all."""
    if getattr(user, "administration", "") == Administration.SECURITY and Administration.SECURITY in roles:
        return Organization.objects.all()
    return Organization.objects.visible_to(user, roles)


def tops_of(user: Any) -> frozenset[str]:
    """Paths of the roots of the tree, asked once for an account that was loaded for one request."""
    kept: frozenset[str] | None = user.__dict__.get("_tops")
    if kept is None:
        kept = frozenset(Organization.objects.filter(parent=None).values_list("path", flat=True))
        user.__dict__["_tops"] = kept
    return kept


def named_like(typed: str) -> Q:
    """Organizations whose name, short or former name, pinyin, initials or code is like what was typed."""
    text = typed.strip()
    if not text.isascii():
        former = FormerName.objects.filter(name__contains=text).values("organization_id")
        return Q(name__contains=text) | Q(short_name__contains=text) | Q(pk__in=former)
    key = typed_key(text)
    return Q(code__istartswith=text) | (Q(pinyin__contains=key) if key else Q())


def living(day: date) -> Q:
    """Organizations that are not dissolved on that day."""
    return Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day)


def ancestors_of(organization: Organization, user: Any, roles: Collection[str]) -> list[Organization]:
    """The superiors an account may see, the highest first."""
    ids = [int(part) for part in organization.path.split(".")[:-2]]
    return list(seen_by(user, roles).filter(pk__in=ids).order_by("path")) if ids else []


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree: how deep, whether its children follow, how many of them are not shown."""

    organization: Any
    depth: int
    is_open: bool
    has_children: bool
    more: int = 0


def tree_around(current: Organization | None, user: Any, roles: Collection[str]) -> list[Node]:
    """The tree as far as it is open: the tops an account sees, the way down to `current`, and its children.

    Without `current` a single top is open. Costs three queries however large the tree is.
    """
    seen = seen_by(user, roles)
    tops = list(_with_children(_tops(seen, user, roles)))
    way = {int(part) for part in current.path.split(".")[:-1]} if current else {top.pk for top in tops[:1]}
    children = _with_children(seen.filter(parent_id__in=way))
    below: dict[int, list[Any]] = {}
    for child in children:
        below.setdefault(int(child.parent_id or 0), []).append(child)
    return list(_lines(tops, way, below, 0))


def _tops(seen: QuerySet[Organization], user: Any, roles: Collection[str]) -> QuerySet[Organization]:
    paths = top_paths(user, roles)
    return seen.filter(path__in=paths) if paths else seen.filter(parent=None)


def _with_children(rows: QuerySet[Organization]) -> QuerySet[Organization]:
    child = Organization.objects.filter(parent=OuterRef("pk"), dissolved_on=None)
    return rows.filter(dissolved_on=None).annotate(has_children=Exists(child)).order_by("position", "code")


def _lines(rows: list[Any], way: set[int], below: dict[int, list[Any]], depth: int) -> Iterable[Node]:
    on_the_way = [row for row in rows[SIBLINGS_SHOWN:] if row.pk in way]
    for row in [*rows[:SIBLINGS_SHOWN], *on_the_way]:
        children = below.get(row.pk, []) if row.pk in way else []
        more = max(0, len(children) - SIBLINGS_SHOWN)
        yield Node(row, depth, row.pk in way, row.has_children, more)
        yield from _lines(children, way, below, depth + 1)
