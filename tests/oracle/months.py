"""Days, months and half-open intervals, worked out by counting and by nothing cleverer.

Written apart from `zugong.core.dates` on purpose: a slip in one must show against the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta


ONE_DAY = timedelta(days=1)
LONG_AGO = date.min
NEVER = date.max

Interval = tuple[date, date]
"""[since, until) with the open ends written out as LONG_AGO and NEVER."""


def length_of_month(year: int, month: int) -> int:
    """Days in that month."""
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return (following - ONE_DAY).day


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, length_of_month(year, month)))


def full_months(since: date, until: date) -> int:
    """The greatest N >= 0 with `since` + N months on or before `until`; each step is taken from `since` itself."""
    count = 0
    while months_later(since, count + 1) <= until:
        count += 1
    return count


def periods(months: int, since: date, as_of: date) -> Iterator[tuple[str, date, date]]:
    """Whole months (1), quarters (3) or years (12) between the two days, as (name, first day, last day)."""
    for year in range(since.year, as_of.year + 1):
        for number in range(12 // months):
            first = date(year, number * months + 1, 1)
            last = months_later(first, months) - ONE_DAY
            if since <= first and last <= as_of:
                yield period_name(year, number + 1, months), first, last


def period_name(year: int, number: int, months: int) -> str:
    """`2025`, `2025-Q1` or `2025-03`."""
    if months == 12:
        return f"{year:04}"
    return f"{year:04}-Q{number}" if months == 3 else f"{year:04}-{number:02}"


def interval(since: date | None, until: date | None) -> Interval:
    """The interval of a row; an empty start began before every day, an empty end still runs."""
    return (since or LONG_AGO, until or NEVER)


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """Intervals that overlap or touch made one."""
    stretches: list[Interval] = []
    for since, until in sorted(intervals):
        if stretches and since <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(until, stretches[-1][1]))
        else:
            stretches.append((since, until))
    return stretches


def months_in_all(intervals: Iterable[Interval], day: date) -> int:
    """Full months of each joined stretch up to its end or `day`, added up."""
    return sum(full_months(since, min(until, day)) for since, until in joined(intervals) if since <= day)


def covered(intervals: Iterable[Interval], first: date, last: date) -> bool:
    """Whether some interval holds every day from `first` to `last`."""
    return any(since <= first and last < until for since, until in joined(intervals))
