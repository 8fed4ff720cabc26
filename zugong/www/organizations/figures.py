"""Figures beside organizations, each in one query for all rows of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from zugong.organizations.models import Organization, PostQuota
from zugong.organizations.scope import below
from zugong.people.models import Member, Person, Tenure


def _running(day: date) -> Q:
    begun = Q(since__isnull=True) | Q(since__lte=day)
    return begun & (Q(until__isnull=True) | Q(until__gt=day))


def count_members(rows: Iterable[Any], day: date) -> None:
    """Give each organization `members_now`: how many members it and all below it have on that day."""
    listed = {row.pk: row for row in rows}
    for row in listed.values():
        row.members_now = 0
    found = Member.objects.filter(_running(day), below([row.path for row in listed.values()], "organization__path"))
    for path, number in found.values_list("organization__path").annotate(number=Count("pk")).order_by():
        for part in path.split(".")[:-1]:
            if int(part) in listed:
                listed[int(part)].members_now += number


def people_below(organization: Organization) -> int:
    """People managed by the organization and all below it."""
    return Person.objects.filter(home__in=_subtree(organization)).count()


def _subtree(organization: Organization) -> Any:
    """Ids, found first: then a small part of the tree costs little however many people there are."""
    return Organization.objects.under(organization).order_by().values("pk")


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """A quota, whether it is in force, and how many people hold such a post today (None when it is not)."""

    quota: PostQuota
    in_force: bool
    held: int | None


def quota_lines(organization: Organization, day: date) -> list[QuotaLine]:
    """The quotas of an organization, those in force first, then the latest first."""
    same = Tenure.objects.filter(_running(day), organization=OuterRef("organization"), level=OuterRef("level"))
    held = same.order_by().values("level").annotate(number=Count("person", distinct=True)).values("number")
    quotas = organization.post_quotas.annotate(held=Subquery(held)).order_by("level", "-since")
    return sorted((_line(quota, day) for quota in quotas), key=lambda line: not line.in_force)


def _line(quota: Any, day: date) -> QuotaLine:
    runs = (quota.since is None or quota.since <= day) and (quota.until is None or day < quota.until)
    return QuotaLine(quota, runs, (quota.held or 0) if runs else None)
