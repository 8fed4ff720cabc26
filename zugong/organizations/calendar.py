"""Working days of the department: its own days, and the shipped calendar where it has none. Unknown days are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from zugong.organizations.models import Workday
from zugong.regulations.inputs import shipped_workdays


ONE_DAY = timedelta(days=1)


class DaysUnknown(LookupError):
    """A working day was asked for in days that no calendar holds; `year` is the first such year."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"{day.year} 年的工作日历还没有载入，算不出工作日；请组织科在“工作日历”中公布 {day.year} 年。"
        )
        self.year = day.year


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day: whether it is worked (None: nobody has said), why, and whether the department said so itself."""

    date: date
    is_workday: bool | None
    note: str = ""
    own: bool = False

    @property
    def differs(self) -> bool:
        """Whether it is not as its day of the week says."""
        return self.is_workday is not None and self.is_workday != (self.date.weekday() < 5)


def calendar_days(first: date, last: date) -> list[CalendarDay]:
    """Every day from the first to the last, both included."""
    own = {row.date: row for row in Workday.objects.filter(date__range=(first, last))}
    shipped = shipped_workdays()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        CalendarDay(day, own[day].is_workday, own[day].note, own=True)
        if day in own
        else CalendarDay(day, shipped.get(day))
        for day in days
    ]


def is_loaded(year: int) -> bool:
    """Whether every day of the year is known."""
    days = ((date(year, 1, 1) + timedelta(days=n)) for n in range(366))
    missing = [day for day in days if day.year == year and day not in shipped_workdays()]
    return not missing or Workday.objects.filter(date__in=missing).count() == len(missing)


def is_workday(day: date) -> bool:
    """Whether the day is worked. Raises DaysUnknown."""
    return _known(day, day)[day]


def add_workdays(day: date, count: int) -> date:
    """The day on which `count` (≥ 1) working days after `day` are over, `day` itself not counted.

    Five working days of notice that begin on a Monday end on the next Monday. Raises DaysUnknown, ValueError.
    """
    if count < 1:
        raise ValueError("至少一个工作日")
    left = count
    while True:
        last = day + timedelta(days=2 * left + 10)
        for following, worked in _known_so_far(day + ONE_DAY, last):
            left -= worked
            day = following
            if left == 0:
                return day


def workdays_between(after: date, until: date) -> int:
    """Working days after the one day, up to and including the other. Raises DaysUnknown."""
    return sum(_known(after + ONE_DAY, until).values()) if until > after else 0


def _known(first: date, last: date) -> Mapping[date, bool]:
    return dict(_known_so_far(first, last))


def _known_so_far(first: date, last: date) -> Iterator[tuple[date, bool]]:
    """Day by day; raises when an unknown one is reached."""
    for day in calendar_days(first, last):
        if day.is_workday is None:
            raise DaysUnknown(day.date)
        yield day.date, day.is_workday
