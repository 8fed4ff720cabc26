"""Month arithmetic on date columns without engine intervals: only year, month and day numbers are compared.

Each function states what `zugong.core.dates` says with `add_months`; a property test holds the two together.
"""

from __future__ import annotations

from functools import reduce
from operator import add

import ibis

from zugong.regulations.contract import Expr


OPEN_START = ibis.date(1, 1, 1)
OPEN_END = ibis.date(9999, 12, 31)
"""Ends of intervals that have none; no judged day is so early or so late."""


def months_between(since: Expr, until: Expr) -> Expr:
    """Difference of the calendar months, days disregarded."""
    return (until.year() - since.year()) * 12 + until.month() - since.month()


def month_length(day: Expr) -> Expr:
    """Number of days of the month `day` lies in."""
    return length_of(day.year(), day.month())


def length_of(year: Expr, month: Expr) -> Expr:
    """Number of days of a month."""
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    return ibis.cases((month.isin([4, 6, 9, 11]), 30), (month == 2, ibis.ifelse(leap, 29, 28)), else_=31)


def is_month_end(day: Expr) -> Expr:
    """Whether `day` is the last of its month."""
    return day.day() == month_length(day)


def reached(since: Expr, months: Expr, day: Expr) -> Expr:
    """add_months(since, months) <= day."""
    apart = months_between(since, day)
    return (apart > months) | ((apart == months) & ((since.day() <= day.day()) | is_month_end(day)))


def within(since: Expr, months: Expr, day: Expr) -> Expr:
    """day <= add_months(since, months)."""
    apart = months_between(since, day)
    return (apart < months) | ((apart == months) & (day.day() <= since.day()))


def reached_by_end_of(since: Expr, months: Expr, day: Expr) -> Expr:
    """add_months(since, months) <= the day after `day`: the time was full when `day`, a last day, ended."""
    apart = months_between(since, day)
    next_is_last = day.day() + 1 == month_length(day)
    same_month = (apart == months) & ((since.day() <= day.day() + 1) | next_is_last)
    next_month = (apart + 1 == months) & (since.day() == 1)
    return ibis.ifelse(is_month_end(day), (apart + 1 > months) | next_month, (apart > months) | same_month)


def full_months(since: Expr, until: Expr) -> Expr:
    """The greatest N with add_months(since, N) <= until."""
    complete = (since.day() <= until.day()) | is_month_end(until)
    return months_between(since, until) - ibis.ifelse(complete, 0, 1)


LONGEST_DEADLINE_YEARS = 10


def add_months(since: Expr, months: Expr) -> Expr:
    """The same day `months` (at most ten years) later, or that month's last day; for showing a deadline.

    Comparisons use the functions above, which are shorter in SQL. Years are counted, not divided: engines divide in
    floating point.
    """
    index = since.month() - 1 + months
    years = [ibis.ifelse(index >= 12 * years, 1, 0) for years in range(1, LONGEST_DEADLINE_YEARS + 1)]
    year, month = since.year() + reduce(add, years), index % 12 + 1
    day = ibis.least(since.day(), length_of(year, month))
    return ibis.date(*(part.cast("int32") for part in (year, month, day)))


MONTHS_A_YEAR = 12


def years_full(since: Expr, years: Expr, day: Expr) -> Expr:
    """Whether the month of `day` is at least so many years after that of `since`; days disregarded."""
    return months_between(since, day) >= years * MONTHS_A_YEAR


def months_after_year(year: Expr, day: Expr) -> Expr:
    """How many whole calendar months lie between the end of a year and the month of `day`."""
    return (day.year() - year - 1) * MONTHS_A_YEAR + day.month() - 1


def year_month(day: Expr) -> Expr:
    """A day as `1980-05`."""
    return day.cast("string").left(7)
