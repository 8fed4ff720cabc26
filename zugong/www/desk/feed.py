"""上次登录以来: what others did to things in scope, and which outcomes turned, since the account was last here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from zugong.accounts.enums import OFFICERS, SECTIONS, Role
from zugong.accounts.models import User
from zugong.appointments.models import AppointmentCase
from zugong.audit.models import Entry
from zugong.audit.verbs import sentence
from zugong.compliance.scope import CASE_ROLES
from zugong.compliance.selectors.changes import changes_since
from zugong.core.outcomes import Outcome
from zugong.gates.law import live_book
from zugong.meetings.models import Meeting
from zugong.organizations.models import Organization, PostQuota
from zugong.people.models import Person


OPENED = "accounts.session.opened"
FIRST_DAYS = 7
"""What somebody sees who was never here before."""

READ = 200
"""Entries looked at; of these those in scope are shown."""

SHOWN = 8


@dataclass(frozen=True, slots=True)
class News:
    """One act of another, or one outcome that turned: when, on what, what, and where that is to be seen.

    `lamp` and `turn` (不合规 → 合规) only for an outcome.
    """

    at: datetime
    about: str
    words: str
    address: str = ""
    lamp: str = ""
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing whose news may be told: the model, to whom, how one is called, where it is."""

    model: Any
    roles: frozenset[str]
    name: Callable[[Any], str]
    address: Callable[[Any], str]


def _organization(pk: int) -> str:
    return reverse("organizations:one", args=[pk])


_KINDS = {
    kind.model._meta.label_lower: kind
    for kind in (
        Kind(Organization, frozenset(OFFICERS), str, lambda row: _organization(row.pk)),
        Kind(
            PostQuota,
            frozenset(SECTIONS | {Role.UNIT_SECRETARY}),
            lambda row: f"{row.organization}的职数",
            lambda row: _organization(row.organization_id),
        ),
        Kind(
            Meeting,
            frozenset(OFFICERS),
            lambda row: f"{row.organization} {row.get_kind_display()}",
            lambda row: _organization(row.organization_id),
        ),
        Kind(Person, frozenset(OFFICERS), str, lambda row: ""),
        Kind(AppointmentCase, CASE_ROLES, lambda row: f"选任个案 {row.code}", lambda row: ""),
    )
}


def last_here(user: User) -> datetime:
    """When the account signed in the time before this one; FIRST_DAYS ago when it never did."""
    opened = Entry.objects.filter(actor=user.username, verb=OPENED).order_by("-seq").values_list("at", flat=True)
    before = list(opened[:2])
    return before[1] if len(before) > 1 else timezone.now() - timedelta(days=FIRST_DAYS)


def news_for(user: User, since: datetime) -> list[News]:
    """The newest of both, the latest first."""
    found = [*_acts(user, since), *_turns(user, since)]
    return sorted(found, key=lambda news: news.at, reverse=True)[:SHOWN]


def _acts(user: User, since: datetime) -> list[News]:
    entries = Entry.objects.filter(at__gte=since).exclude(actor=user.username).order_by("-seq")
    read = list(entries.values_list("at", "actor", "verb", "object")[:READ])
    names = _visible_names(user, {key for *_, key in read})
    return [
        News(at, names[key][0], f"{sentence(verb)} · {actor}", names[key][1])
        for at, actor, verb, key in read
        if key in names
    ]


def _turns(user: User, since: datetime) -> list[News]:
    book = live_book()
    return [
        News(
            change.at,
            change.subject_name,
            f"{book[change.rule].title if change.rule in book else change.rule}　{change.period}".strip(),
            reverse("compliance:subject", args=[change.subject_kind, change.subject_id]),
            change.became or Outcome.NOT_APPLICABLE,
            f"{_label(change.was)} → {_label(change.became)}",
        )
        for change in changes_since(user, since, SHOWN)
    ]


def _label(outcome: str) -> str:
    return Outcome(outcome).label if outcome else "没有这一项"


def _visible_names(user: User, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Name and address of those things, of the keys of the record, that the account may see. One query per kind."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        label, _, number = key.partition(":")
        if label in _KINDS and number.isascii() and number.isdigit():
            wanted[label].add(number)
    names: dict[str, tuple[str, str]] = {}
    for label, numbers in wanted.items():
        kind = _KINDS[label]
        rows = kind.model.objects.visible_to(user, kind.roles).filter(pk__in=numbers)
        if kind.model in (Meeting, PostQuota):
            rows = rows.select_related("organization")
        names |= {f"{label}:{row.pk}": (kind.name(row), kind.address(row)) for row in rows}
    return names
