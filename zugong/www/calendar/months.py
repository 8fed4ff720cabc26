"""A year as twelve tables of weeks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zugong.organizations.calendar import CalendarDay, calendar_days


FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years a page can show."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its weeks from Monday to Sunday, None where a day belongs to another month."""

    number: int
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    workdays: int | None


def months_of(year: int) -> list[Month]:
    """The months of a year; `workdays` is None where a day is unknown."""
    days = calendar_days(date(year, 1, 1), date(year, 12, 31))
    return [_month(number, [day for day in days if day.date.month == number]) for number in range(1, 13)]


def _month(number: int, days: list[CalendarDay]) -> Month:
    known = [day.is_workday for day in days]
    return Month(number, tuple(_weeks(days)), None if None in known else sum(map(bool, known)))


def _weeks(days: list[CalendarDay]) -> Iterator[tuple[CalendarDay | None, ...]]:
    cells: list[CalendarDay | None] = [None] * days[0].date.weekday() + list(days)
    cells += [None] * (-len(cells) % 7)
    for start in range(0, len(cells), 7):
        yield tuple(cells[start : start + 7])


def special_days(months: list[Month]) -> list[CalendarDay]:
    """The days that are not as their day of the week says, or were entered here with a note."""
    every = [day for month in months for week in month.weeks for day in week if day is not None]
    return [day for day in every if day.differs or (day.own and day.note)]
