"""Requests that wait for a handler, those that are late, and answers the person has not had long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.duties.registry import Duty, provides_duties
from zugong.objections.models import DECISIONS, Objection, ObjectionStatus
from zugong.objections.seeing import HANDLERS
from zugong.objections.selectors import overdue
from zugong.organizations.scope import roles_of
from zugong.people.models import Sanction
from zugong.www.objections.cases import what_is_next


MOST = 15
CHANNEL = "责"
TOLD_DAYS = 15
"""So long an answer stands among the person's duties."""


@provides_duties
def requests_to_handle(user: User, day: date) -> Iterator[Duty]:
    """To handlers: what nobody has taken up, and what they took up themselves, the most urgent first."""
    held = HANDLERS & roles_of(user)
    if not held:
        return
    rows = Objection.objects.visible_to(user, held).select_related("person").order_by("due_on", "pk")
    waiting = rows.filter(status=ObjectionStatus.FILED) | rows.filter(status=ObjectionStatus.IN_REVIEW, handler=user)
    for objection in waiting.exclude(person__account=user)[:MOST]:
        verb = "受理" if objection.status == ObjectionStatus.FILED else "答复"
        yield _duty(objection, f"{verb}{objection.get_kind_display()}", verb)


@provides_duties
def requests_overdue(user: User, day: date) -> Iterator[Duty]:
    """To the department head: what is late, whoever handles it."""
    if Role.DEPARTMENT_HEAD not in roles_of(user):
        return
    rows = overdue(Objection.objects.visible_to(user, {Role.DEPARTMENT_HEAD}), day)
    for objection in rows.select_related("person", "handler").exclude(handler=user)[:MOST]:
        who = f"{objection.handler}办理" if objection.handler else "还没有人受理"
        yield _duty(objection, f"督办超期的{objection.get_kind_display()}", "督办", who)


@provides_duties
def requests_answered(user: User, day: date) -> Iterator[Duty]:
    """To the person: answers of the last days, with what can still be done."""
    since = day - timedelta(days=TOLD_DAYS)
    rows = Objection.objects.of(user).filter(status__in=DECISIONS, decided_on__gte=since)
    for objection in rows.order_by("-decided_on", "-pk")[:MOST]:
        url = f"{reverse('me:request')}?number={objection.pk}"
        words = f"{objection.get_kind_display()}有了答复：{objection.get_status_display()}"
        yield Duty(CHANNEL, words, url, "看答复", objection.about_label, what_is_next(objection))


@provides_duties
def sanctions_to_acknowledge(user: User, day: date) -> Iterator[Duty]:
    """To the person: sanctions entered about them that they have not acknowledged."""
    url = f"{reverse('me:record')}?part=judged"
    for sanction in Sanction.objects.filter(person__account=user, acknowledged_on=None).order_by("pk")[:MOST]:
        words = "签收后仍可申请复核、提出申诉"
        yield Duty(CHANNEL, "签收处分告知", url, "去看", sanction.get_kind_display(), words)


def _duty(objection: Objection, title: str, verb: str, note: str = "") -> Duty:
    url = reverse("objections:one", args=[objection.pk])
    about = f"{objection.person.name}　{objection.about_label}"
    return Duty(CHANNEL, title, url, verb, about, note, objection.due_on)
