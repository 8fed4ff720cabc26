"""What pages show of requests: what the person said beside a record, and what is overdue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from zugong.objections.models import OPEN, Objection, ObjectionQuerySet, ObjectionStatus
from zugong.people.models import Person


def said_about(keys: Collection[str]) -> dict[str, list[Objection]]:
    """By record key, what everybody who sees the record is to see beside it: placed answers and open requests.

    One query. The caller has asked already whether the account may see the things of these keys.
    """
    rows = Objection.objects.filter(about__in=keys, status__in=(*OPEN, ObjectionStatus.PLACED)).order_by("pk")
    found: dict[str, list[Objection]] = defaultdict(list)
    for row in rows:
        found[row.about].append(row)
    return dict(found)


def said_beside(person: Person, labels: Iterable[str]) -> list[Objection]:
    """The same of one person, about all rows of these kinds (`people.sanction`). One query."""
    kinds = Q(pk__in=())
    for label in labels:
        kinds |= Q(about__startswith=f"{label}:")
    shown = (*OPEN, ObjectionStatus.PLACED)
    return list(Objection.objects.filter(kinds, person=person, status__in=shown).order_by("pk"))


def overdue(rows: ObjectionQuerySet, day: date) -> Any:
    """Those still open whose last day is over, the oldest first."""
    return rows.filter(status__in=OPEN, due_on__lt=day).order_by("due_on", "pk")
