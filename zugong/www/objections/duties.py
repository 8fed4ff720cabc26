"""Requests that wait for a handler, those that are late, and answers the person has not had long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Q
from django.urls import reverse

from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.duties.registry import Duty, provides_duties
from zugong.objections.models import DECISIONS, OPEN, Objection, ObjectionStatus
from zugong.objections.seeing import HANDLERS
from zugong.organizations.scope import roles_of
from zugong.people.models import Person, Sanction
from zugong.www.objections.cases import what_is_next


MOST = 15
CHANNEL = "责"
TOLD_DAYS = 15
"""So long an answer stands among the person's duties."""


@provides_duties
def requests_to_handle(user: User, day: date) -> Iterator[Duty]:
    """To handlers: what waits for them, the most urgent first; to the department head also what is late. One query."""
    held = HANDLERS & roles_of(user)
    if not held:
        return
    mine = Q(status=ObjectionStatus.FILED) | Q(status=ObjectionStatus.IN_REVIEW, handler=user)
    late = Q(status__in=OPEN, due_on__lt=day) if Role.DEPARTMENT_HEAD in held else Q(pk__in=())
    rows = Objection.objects.visible_to(user, held).filter(mine | late).exclude(person__account=user)
    for objection in rows.select_related("person", "handler").order_by("due_on", "pk")[:MOST]:
        yield _to_handle(objection, user, day, is_head=Role.DEPARTMENT_HEAD in held)


@provides_duties
def told_to_the_person(user: User, day: date) -> Iterator[Duty]:
    """To the person: sanctions not acknowledged, and answers of the last days with what can still be done."""
    answers = _answers(user, day)
    unread = Sanction.objects.filter(person__account=user, acknowledged_on=None)
    own = Person.objects.filter(account=user).values_list(Exists(unread), Exists(answers)).first()
    if own is None:
        return
    if own[0]:
        yield from _unread(unread)
    if own[1]:
        yield from map(_answered, answers.order_by("-decided_on", "-pk")[:MOST])


def _to_handle(objection: Objection, user: User, day: date, *, is_head: bool) -> Duty:
    if is_head and objection.handler_id != user.pk and objection.due_on and objection.due_on < day:
        who = f"{objection.handler}办理" if objection.handler else "还没有人受理"
        return _duty(objection, f"督办超期的{objection.get_kind_display()}", "督办", who)
    verb = "受理" if objection.status == ObjectionStatus.FILED else "答复"
    return _duty(objection, f"{verb}{objection.get_kind_display()}", verb)


def _answers(user: User, day: date) -> Any:
    since = day - timedelta(days=TOLD_DAYS)
    return Objection.objects.of(user).filter(status__in=DECISIONS, decided_on__gte=since)


def _answered(objection: Objection) -> Duty:
    url = f"{reverse('me:request')}?number={objection.pk}"
    words = f"{objection.get_kind_display()}有了答复：{objection.get_status_display()}"
    return Duty(CHANNEL, words, url, "看答复", objection.about_label, what_is_next(objection))


def _unread(sanctions: Any) -> Iterator[Duty]:
    url = f"{reverse('me:record')}?part=judged"
    for sanction in sanctions.order_by("pk")[:MOST]:
        words = "签收后仍可申请复核、提出申诉"
        yield Duty(CHANNEL, "签收处分告知", url, "去看", sanction.get_kind_display(), words)


def _duty(objection: Objection, title: str, verb: str, note: str = "") -> Duty:
    url = reverse("objections:one", args=[objection.pk])
    about = f"{objection.person.name}　{objection.about_label}"
    return Duty(CHANNEL, title, url, verb, about, note, objection.due_on)
