"""Id numbers of invented people, which can be nobody's.

Their first six digits are 990101 for the first district, 990102 for the next, and so on. GB/T 2260 gives out codes
from 11 (北京) to 82 (澳门) only, so no place has a code that begins with 99. Birth, sex and check digit (GB 11643,
ISO 7064 MOD 11-2) are as they should be; numbers of one sample are never the same.
"""

from __future__ import annotations

import numpy as np

from zugong.samples.drawing import Days, Flags, Whole


FIRST_REGION = 990101
LAST_DAY = 28
"""Days of birth go from 1 to 28, so that they are days of every month."""

_WEIGHTS = np.array([2**place % 11 for place in range(17, 0, -1)])
_CHECKS = np.frombuffer(b"10X98765432", np.uint8)


def id_numbers(generator: np.random.Generator, district: int, born_on: Days, male: Flags) -> list[str]:
    """One number each; `born_on` is the first of the month of birth, the day within it is drawn."""
    born = born_on + generator.integers(0, LAST_DAY, len(born_on)).astype("timedelta64[D]")
    return composed(FIRST_REGION + district, born, _sequence(born, male))


def composed(region: int, born: Days, sequence: Whole) -> list[str]:
    """The numbers of people of one region, by day of birth and their number on that day (odd for men)."""
    year = born.astype("datetime64[Y]").astype(np.int64) + 1970
    month = born.astype("datetime64[M]").astype(np.int64) % 12 + 1
    day = (born - born.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1
    whole = ((region * 10_000 + year) * 10_000 + month * 100 + day) * 1_000 + sequence
    digits = whole[:, None] // 10 ** np.arange(16, -1, -1) % 10
    text = np.empty((len(born), 18), np.uint8)
    text[:, :17] = digits + ord("0")
    text[:, 17] = _CHECKS[digits @ _WEIGHTS % 11]
    return [number.decode() for number in text.view("S18").ravel().tolist()]


def _sequence(born: Days, male: Flags) -> Whole:
    """From 2 up among those of one sex born on one day: even numbers for women, odd ones for men."""
    key = born.astype(np.int64) * 2 + male
    order = np.argsort(key, kind="stable")
    own = key[order]
    starts = np.searchsorted(own, own)
    place = np.empty(len(born), np.int64)
    place[order] = np.arange(len(born)) - starts
    return 2 * (place + 1) + male
