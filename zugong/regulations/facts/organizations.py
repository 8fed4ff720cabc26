"""Organizations that exist: on a day, or through a whole period."""

from __future__ import annotations

from collections.abc import Sequence

from ibis import _

from zugong.core.dates import PeriodKind
from zugong.regulations.contract import Expr, Tables
from zugong.regulations.facts.law import under_law, under_law_of_as_of, with_run


def exists_on(organization: Expr, first: Expr, last: Expr) -> Expr:
    """Whether [founded_on, dissolved_on) holds both days; empty ends are open."""
    founded = organization.founded_on.isnull() | (organization.founded_on <= first)
    return founded & (organization.dissolved_on.isnull() | (organization.dissolved_on > last))


def on_as_of_day(t: Tables, kinds: Sequence[str]) -> Expr:
    """Organizations of those kinds existing on the as-of day, under the law of that day."""
    subjects = under_law_of_as_of(t.organizations.filter(_.kind.isin(kinds)), t)
    return subjects.filter(exists_on(_, _.as_of, _.as_of)).mutate(subject_id=_.organization_id)


def through_periods(organizations: Expr, t: Tables, period: PeriodKind) -> Expr:
    """One row per organization and whole period of the run in which it existed on the first and the last day.

    The law is that of the period's last day.
    """
    periods = under_law(t.periods.filter(_.period_kind == period.value), t, on="last_day")
    subjects = with_run(organizations.cross_join(periods), t)
    return subjects.filter(exists_on(_, _.first_day, _.last_day)).mutate(subject_id=_.organization_id)
