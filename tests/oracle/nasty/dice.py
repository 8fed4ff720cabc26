"""A seeded source of awkward values, and whole rows of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from tests.oracle.months import length_of_month, months_later
from zugong.regulations.tables.schema import TABLES


T = TypeVar("T")
Row = dict[str, Any]
Tables = dict[str, list[Row]]

TURNING_DAYS = (
    date(2002, 7, 9),
    date(2014, 1, 14),
    date(2016, 8, 29),
    date(2018, 10, 28),
    date(2019, 3, 3),
    date(2021, 1, 1),
    date(2023, 9, 19),
    date(2025, 8, 3),
)
"""Days on which a text came into force."""

LEAP_DAYS = (date(2020, 2, 29), date(2024, 2, 29))


class Dice:
    """Choices from one seed; `as_of` and `since` are the days the boundaries are built around."""

    def __init__(self, seed: str, as_of: date, since: date) -> None:
        self.random = Random(seed)
        self.as_of = as_of
        self.since = since

    def chance(self, probability: float) -> bool:
        """True that often."""
        return self.random.random() < probability

    def pick(self, values: Sequence[T]) -> T:
        """One of the values; repeat a value to make it likelier."""
        return self.random.choice(values)

    def maybe(self, value: T, missing: float = 0.12) -> T | None:
        """The value, or now and then nothing."""
        return None if self.chance(missing) else value

    def number(self, least: int, most: int) -> int:
        """A whole number between the two, both included."""
        return self.random.randint(least, most)

    def flag(self, true: float = 0.5, missing: float = 0.15) -> bool | None:
        """True, False or nothing."""
        return self.maybe(self.chance(true), missing)

    def near(self, day: date) -> date:
        """The day itself or a neighbour."""
        return day + timedelta(days=self.pick((-1, 0, 0, 1)))

    def back(self, day: date, months: int) -> date:
        """About that many months before the day, on the boundary or beside it."""
        return self.near(months_later(day, -months))

    def between(self, first: date, last: date) -> date:
        """Any day between the two, both included."""
        return first + timedelta(days=self.number(0, max(0, (last - first).days)))

    def in_month(self, year: int, month: int) -> date:
        """A day of that month, often its first or last."""
        length = length_of_month(year, month)
        return date(year, month, self.pick((1, length, self.number(1, length), self.number(1, length))))

    def anchor(self) -> date:
        """A day where something turns: the two days of the check, a text, a leap day, or any recent day."""
        recent = self.between(months_later(self.as_of, -30), self.as_of)
        edges = (self.as_of, self.as_of, self.since, self.pick(TURNING_DAYS), self.pick(LEAP_DAYS))
        return self.pick((recent, recent, recent, self.near(self.pick(edges)), self.near(self.pick(edges))))


def row(table: str, **values: Any) -> Row:
    """A row with every column of the table in its order. Raises KeyError for a column it has not."""
    for name in values:
        TABLES[table].column(name)
    return {column.name: values.get(column.name) for column in TABLES[table].columns}


def without_doubles(table: str, rows: list[Row]) -> list[Row]:
    """Only the first row of each key."""
    kept: dict[tuple[Any, ...], Row] = {}
    for entry in rows:
        kept.setdefault(tuple(entry[name] for name in TABLES[table].key), entry)
    return list(kept.values())
