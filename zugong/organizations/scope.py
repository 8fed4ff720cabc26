"""What an account may see: the subtrees over which it holds a role today. Asked in one place, with the user given."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from zugong.accounts.models import User
from zugong.audit.recorded import RecordedQuerySet
from zugong.core.clock import today


if TYPE_CHECKING:
    from zugong.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class Grant:
    """A role over the tree below one path."""

    role: str
    path: str
    organization_id: int
    organization_name: str

    @property
    def is_over_a_root(self) -> bool:
        """Whether it reaches over a whole tree: the path of a root is its own id alone."""
        return self.path.count(".") == 1


def grants_of(user: Any, on: date | None = None) -> tuple[Grant, ...]:
    """The grants an account holds on a day, today unless told; an administrator or a closed account has none."""
    if not isinstance(user, User) or not user.is_active or user.is_administrator:
        return ()
    day = on or today()
    kept: dict[date, tuple[Grant, ...]] = user.__dict__.setdefault("_grants", {})
    if day not in kept:
        held = user.grants.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)
        rows = held.values_list("role", "organization__path", "organization_id", "organization__name")
        kept[day] = tuple(Grant(*row) for row in rows.order_by("id"))
    return kept[day]


def roles_of(user: Any) -> frozenset[str]:
    """The roles and the administration an account holds today."""
    held = {grant.role for grant in grants_of(user)}
    return frozenset(held | ({user.administration} if getattr(user, "administration", "") else set()))


def top_paths(user: Any, roles: Collection[str] | None = None) -> list[str]:
    """Paths of the subtrees an account may see in these roles, none inside another."""
    paths = sorted({grant.path for grant in grants_of(user) if roles is None or grant.role in roles})
    tops: list[str] = []
    for path in paths:
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    return tops


def below(paths: Collection[str], field: str) -> Q:
    """The condition that the path in `field` lies below one of the paths; nothing does when there are none."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{field}__startswith": path})
    return condition


class ScopedQuerySet(RecordedQuerySet):
    """Rows of a model that says in `scope_path` which path of the tree they hang on."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """The rows an account may see in these roles (all its roles unless told)."""
        return self.filter(below(top_paths(user, roles), self.model.scope_path))

    def under(self, organization: Organization) -> Self:
        """The rows of an organization and all below it."""
        return self.filter(**{f"{self.model.scope_path}__startswith": organization.path})
