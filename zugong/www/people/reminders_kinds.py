"""The kinds of reminders, as a table: what each is called, who sees it, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from zugong.accounts.enums import Role
from zugong.appointments.models import AppointmentCase
from zugong.gates.law import live_law
from zugong.organizations.models import Organization
from zugong.organizations.scope import roles_of
from zugong.people.models import Person
from zugong.people.reminders import (
    Figures,
    NoValue,
    Reminder,
    long_posts,
    member_probations,
    open_transfers,
    retirements,
)


Source = Callable[[QuerySet[Person], Figures, date, date], Iterator[Reminder]]

CADRES = frozenset({Role.CADRE_OFFICER, Role.DEPARTMENT_HEAD})
MEMBERS = frozenset({Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD})


MONTHS = "appointment.probation.length.months"


def _post_probations(people: QuerySet[Person], figures: Figures, day: date, until: date) -> Iterator[Reminder]:
    """Appointments on probation that nobody has assessed yet. One query."""
    rows = AppointmentCase.objects.filter(probation_until__lte=until, probation_concluded_on=None, closed_on=None)
    for case in rows.filter(person__in=people).select_related("person", "person__home"):
        assert case.probation_until is not None
        how = f"{case.letter_on or '（文件日期未填）'} 任{case.target_post or '（职务未填）'}"
        yield Reminder(
            "post_probation", case.person, case.probation_until, "任职试用期满，应当考核", how, figures.cites(MONTHS)
        )


def _transfers(people: QuerySet[Person], figures: Figures, day: date, until: date) -> Iterator[Reminder]:
    return open_transfers(people, day, until)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of reminder."""

    key: str
    label: str
    roles: frozenset[str]
    source: Source


KINDS = (
    Kind("retirement", "退休", CADRES, retirements),
    Kind("post_probation", "任职试用期", CADRES, _post_probations),
    Kind("same_post", "同一职位年限", CADRES, long_posts),
    Kind("member_probation", "党员预备期", MEMBERS, member_probations),
    Kind("transfer", "转接", CADRES | MEMBERS, _transfers),
)
LABELS = {kind.key: kind.label for kind in KINDS}
ROLES = frozenset[str]().union(*(kind.roles for kind in KINDS))


def kinds_for(user: Any) -> list[Kind]:
    """The kinds an account sees."""
    held = roles_of(user)
    return [kind for kind in KINDS if kind.roles & held]


def reminders_for(
    user: Any, kinds: list[Kind], day: date, until: date, under: Organization | None = None
) -> list[Reminder]:
    """What comes due by `until` for the people an account sees, the earliest first.

    A kind whose parameters are not in force on the day has none.
    """
    figures = Figures(live_law(), day)
    found: list[Reminder] = []
    for kind in kinds:
        people: Any = Person.objects.visible_to(user, kind.roles)
        if under is not None:
            people = people.under(under)
        try:
            found += kind.source(people, figures, day, until)
        except NoValue:
            continue
    return sorted(found, key=lambda each: (each.due_on, each.person.pinyin, each.person.pk))
