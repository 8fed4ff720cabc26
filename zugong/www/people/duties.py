"""Transfers that wait for the receiving side; what comes due for people stands in `reminders_duties`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from zugong.accounts.models import User
from zugong.duties.registry import Duty, provides_duties
from zugong.organizations.scope import below, roles_of, top_paths
from zugong.people.models import Transfer, TransferStatus
from zugong.people.policy import RECEIVERS
from zugong.www.people.reminders_duties import people_due


__all__ = ["people_due", "transfers_to_receive"]

MOST = 20


@provides_duties
def transfers_to_receive(user: User, day: date) -> Iterator[Duty]:
    """Pending transfers whose destination lies below a grant of a role that receives their kind. One query."""
    condition = Q(pk__in=())
    for kind, roles in RECEIVERS.items():
        if roles & roles_of(user):
            condition |= Q(kind=kind) & below(top_paths(user, roles), "destination__path")
    if condition == Q(pk__in=()):
        return
    waiting = Transfer.objects.filter(condition, status=TransferStatus.PENDING).order_by("due_on", "pk")
    for transfer in waiting.select_related("person", "origin")[:MOST]:
        yield Duty(
            channel="人",
            title=f"接收{transfer.get_kind_display()}",
            about=transfer.person.name,
            note=f"自{transfer.origin.name}",
            url=reverse("people:transfer", args=[transfer.pk]),
            verb="去接收",
            due_on=transfer.due_on,
        )
