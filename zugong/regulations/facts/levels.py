"""Post levels in order, and the level a person held."""

from __future__ import annotations

import ibis

from zugong.regulations.contract import Expr
from zugong.regulations.tables.schema import EDUCATION_LEVELS, LEVELS


RANKS = {level: rank for rank, level in enumerate(LEVELS, start=1)}
"""Level -> place in the order, clerk = 1."""

EDUCATION_RANKS = {level: rank for rank, level in enumerate(reversed(EDUCATION_LEVELS), start=1)}
"""Education -> place in the order, below = 1."""

SECTION = RANKS["section_deputy"]
COUNTY = RANKS["county_deputy"]
BUREAU = RANKS["bureau_deputy"]

DEPUTY_TO_PRINCIPAL = (("county_deputy", "county_principal"), ("bureau_deputy", "bureau_principal"))
PRINCIPAL_TO_UPPER_DEPUTY = (("section_principal", "county_deputy"), ("county_principal", "bureau_deputy"))


def rank(level: Expr) -> Expr:
    """Place of a level in the order; null when empty."""
    return ibis.cases(*((level == name, place) for name, place in RANKS.items()), else_=ibis.null("int64"))


def education_rank(education: Expr) -> Expr:
    """Place of an education level in the order; null when empty."""
    return ibis.cases(
        *((education == name, place) for name, place in EDUCATION_RANKS.items()), else_=ibis.null("int64")
    )


def is_step(source: Expr, target: Expr, steps: tuple[tuple[str, str], ...]) -> Expr:
    """Whether source -> target is one of the steps.

    False as soon as one known level excludes it, else null if one is missing.
    """
    sources, targets = zip(*steps, strict=True)
    same_tier = [(source == low) & (target == high) for low, high in steps]
    match = same_tier[0] | same_tier[1]
    return ibis.cases(
        (source.notnull() & target.notnull(), match),
        (source.notnull() & ~source.isin(sources), False),
        (target.notnull() & ~target.isin(targets), False),
        else_=ibis.null("boolean"),
    )
