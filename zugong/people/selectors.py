"""What pages show of people: present posts and branches of many at once, training hours year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from zugong.people.models import Member, Tenure, TrainingRecord
from zugong.regulations.tables.schema import TRAINING_MODES


@dataclass(frozen=True, slots=True)
class YearOfTraining:
    """Recognized hours of one year: together, and by mode in the order of the contract."""

    year: int
    hours: Decimal
    by_mode: tuple[Decimal, ...]


def present_on(day: date) -> Q:
    """Spells that run on the day; one without a start began before."""
    return (Q(since__isnull=True) | Q(since__lte=day)) & (Q(until__isnull=True) | Q(until__gt=day))


def is_present(spell: Member | Tenure, day: date) -> bool:
    """The same of a spell at hand."""
    return (spell.since is None or spell.since <= day) and (spell.until is None or spell.until > day)


def posts_of(people: Collection[int], day: date) -> dict[int, list[Tenure]]:
    """Posts held on the day by person, the latest first. One query."""
    rows = Tenure.objects.filter(present_on(day), person__in=people).select_related("organization")
    return _by_person(rows.order_by("-since", "pk"))


def branches_of(people: Collection[int], day: date) -> dict[int, list[Member]]:
    """Branches belonged to on the day by person, the latest first. One query."""
    rows = Member.objects.filter(present_on(day), person__in=people).select_related("organization")
    return _by_person(rows.order_by("-since", "pk"))


def training_by_year(records: Iterable[TrainingRecord]) -> list[YearOfTraining]:
    """Hours less leave by year, the latest first; training that was not recognized does not count."""
    years: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for record in records:
        if record.recognized is not False:
            attended = max(record.hours - (record.leave_hours or Decimal()), Decimal())
            years[record.ended_on.year][record.mode] += attended
    return [
        YearOfTraining(
            year, sum(modes.values(), Decimal()), tuple(modes.get(mode, Decimal()) for mode in TRAINING_MODES)
        )
        for year, modes in sorted(years.items(), reverse=True)
    ]


def _by_person(rows: Iterable) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found
