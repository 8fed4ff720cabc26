"""Calendar arithmetic of the contract: month steps from the original day, full months, whole periods.

`TABLES.md` and `RULES.md` fix the meanings: adding N months gives the same day N months later, or the last day of
that month where the day is missing; "N full months since D" holds from that very day on.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


def add_months(day: date, months: int) -> date:
    """The same day `months` months later, or that month's last day if it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def full_months(since: date, until: date) -> int:
    """Whole months between two days: the greatest N with add_months(since, N) <= until (negative if until < since)."""
    count = (until.year - since.year) * 12 + until.month - since.month
    return count if add_months(since, count) <= until else count - 1


class PeriodKind(StrEnum):
    """The length of time a cadence rule looks at."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3, "year": 12}[self.value]


@dataclass(frozen=True, slots=True)
class Period:
    """A whole month, quarter or year with its inclusive first and last day, e.g. `2025-Q1`."""

    kind: PeriodKind
    name: str
    first_day: date
    last_day: date


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of that kind which holds `day`."""
    month = (day.month - 1) // kind.months * kind.months + 1
    first = date(day.year, month, 1)
    last = add_months(first, kind.months) - timedelta(days=1)
    name = {
        PeriodKind.MONTH: f"{first.year:04}-{month:02}",
        PeriodKind.QUARTER: f"{first.year:04}-Q{(month + 2) // 3}",
        PeriodKind.YEAR: f"{first.year:04}",
    }[kind]
    return Period(kind, name, first, last)


def whole_periods(kind: PeriodKind, since: date, as_of: date) -> Iterator[Period]:
    """Periods whose first day is on or after `since` and whose last day is on or before `as_of`."""
    period = period_of(kind, since)
    if period.first_day < since:
        period = period_of(kind, period.last_day + timedelta(days=1))
    while period.last_day <= as_of:
        yield period
        period = period_of(kind, period.last_day + timedelta(days=1))
