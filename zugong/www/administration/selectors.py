"""What the administrators see of accounts: never a person of the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from zugong.accounts.enums import Administration
from zugong.accounts.lockouts import locked_usernames
from zugong.accounts.models import SecondFactor, User
from zugong.organizations.models import Organization, RoleGrant


MOST_FOUND = 30


def accounts_matching(asked: dict[str, Any], day: date) -> QuerySet[User]:
    """Accounts for the list, with `last_used`, `has_codes`, and in `held` the grants in force on that day."""
    held = grants_in_force(day).select_related("organization")
    codes = SecondFactor.objects.filter(user=OuterRef("pk"), confirmed_at__isnull=False)
    rows = User.objects.annotate(last_used=Max("signed_in__last_seen_at"), has_codes=Exists(codes))
    rows = rows.prefetch_related(Prefetch("grants", held, to_attr="held"))
    if words := asked.get("q", "").strip():
        rows = rows.filter(Q(username__icontains=words) | Q(name__icontains=words))
    return rows.filter(_with_role(asked.get("role", ""), day), _in_state(asked.get("state", ""), day))


def accounts_in_state(state: str, day: date) -> QuerySet[User]:
    """Accounts in one of the states of `AccountQuery`."""
    return User.objects.filter(_in_state(state, day))


def grants_in_force(day: date) -> QuerySet[RoleGrant]:
    """The grants that count on a day, those still to begin among them."""
    return RoleGrant.objects.filter(Q(until__isnull=True) | Q(until__gt=day))


def organizations_matching(words: str) -> QuerySet[Organization]:
    """Organizations for the picker, by name or code; at most thirty."""
    found = Q(name__icontains=words) | Q(short_name__icontains=words) | Q(code__iexact=words)
    return Organization.objects.filter(found, dissolved_on__isnull=True)[:MOST_FOUND]


def way_to(organization: Organization) -> list[Organization]:
    """The organizations from the root down to this one."""
    ids = [int(number) for number in organization.path.split(".") if number]
    return sorted(Organization.objects.filter(pk__in=ids), key=lambda above: len(above.path))


def _with_role(role: str, day: date) -> Q:
    if role in Administration.values:
        return Q(administration=role)
    return Q(pk__in=grants_in_force(day).filter(role=role).values("user_id")) if role else Q()


def _in_state(state: str, day: date) -> Q:
    granted = Q(pk__in=grants_in_force(day).values("user_id"))
    match state:
        case "open":
            return Q(is_active=True)
        case "closed":
            return Q(is_active=False)
        case "locked":
            return Q(username__in=locked_usernames())
        case "fresh":
            return Q(is_active=True, password_must_change=True)
        case "idle":
            return Q(is_active=True, administration="") & ~granted
    return Q()
