"""Invented names of people."""

from __future__ import annotations

import numpy as np

from zugong.samples.words import GIVEN_FIRST, GIVEN_SECOND, GIVEN_SINGLE, SURNAMES


def _all_names() -> list[str]:
    given = [first + second for first in GIVEN_FIRST for second in GIVEN_SECOND if first != second]
    return [surname + name for surname in SURNAMES for name in (*given, *GIVEN_SINGLE)]


ALL_NAMES = tuple(_all_names())
"""Every name the sample can give, two or three characters, in fixed order."""


def names(generator: np.random.Generator, count: int) -> list[str]:
    """`count` names; as in life, some come twice."""
    return [ALL_NAMES[place] for place in generator.integers(len(ALL_NAMES), size=count).tolist()]
