"""Chance with a memory: independent streams of one seed, so that changing one table leaves the others as they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum
from typing import TypeVar

import numpy as np
import numpy.typing as npt


T = TypeVar("T")
Days = npt.NDArray[np.datetime64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

HOLIDAYS = {1: 1, 5: 5, 10: 7}
"""Days off at the start of a month, whatever the year: New Year, May Day, National Day."""

NO_DAY = np.datetime64("NaT", "D")


class Topic(IntEnum):
    """One stream of chance per part of the sample. Numbers are fixed: another number is another sample."""

    ORGANIZATIONS = 1
    CADRES = 2
    PEOPLE = 3
    MEMBERSHIP = 4
    MEETINGS = 5
    TRAINING = 6
    CASES = 7
    RECORDS = 8
    INDICATORS = 9
    BLOCKS = 10
    BRANCH_POSTS = 11
    PERSONAL_CELLS = 12
    CITIZENS = 13
    CAREERS = 14
    STANDING = 15
    HOUSEHOLDS = 16
    REGISTER_FAULTS = 17
    FORMS = 18
    VETERANS = 19


def stream(seed: int, *path: int) -> np.random.Generator:
    """The generator of `seed` at that place. `seed` is a whole number >= 0, else ValueError."""
    return np.random.Generator(np.random.PCG64([seed, *path]))


class Dice:
    """Single draws, for tables small enough to be told row by row."""

    def __init__(self, generator: np.random.Generator) -> None:
        self.generator = generator

    def chance(self, share: float) -> bool:
        """True in that share of calls."""
        return bool(self.generator.random() < share)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return int(self.generator.integers(low, high + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self.generator.integers(len(items)))]

    def pick_weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of the items, by weights that sum to 1."""
        return items[min(int(np.searchsorted(np.cumsum(weights), self.generator.random())), len(items) - 1)]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different items (all of them when there are fewer), in random order."""
        return [items[place] for place in self.generator.permutation(len(items))[:count].tolist()]

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included."""
        return first + timedelta(days=self.between(0, (last - first).days))


def office_day(day: date) -> date:
    """The day itself, or the last one before a weekend or a fixed holiday. Steps of a case thus stay in order."""
    while day.weekday() > 4 or day.day <= HOLIDAYS.get(day.month, 0):
        day -= timedelta(days=1)
    return day


def days(values: Sequence[date | None]) -> Days:
    """Python days as numpy days, None as "not a time"."""
    return np.array(values, dtype="datetime64[D]")


def month_start(values: Days) -> Days:
    """The first day of each day's month, the precision in which personnel papers give dates."""
    return values.astype("datetime64[M]").astype("datetime64[D]")
