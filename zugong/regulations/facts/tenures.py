"""Tenures: what is running, the highest level on a day, months served."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, Tables
from zugong.regulations.facts.dates import OPEN_END, full_months
from zugong.regulations.facts.levels import rank
from zugong.regulations.facts.stretches import stretches


def rows(t: Tables) -> Expr:
    """Tenures with closed ends since_day and end_on and the place of their level; empty intervals are ignored."""
    closed = t.tenures.mutate(since_day=_.since, end_on=_.until.fill_null(OPEN_END), level_rank=rank(_.level))
    return closed.filter(_.since_day < _.end_on)


def begun(cases: Expr, t: Tables) -> Expr:
    """Tenures of each case's person begun by its reference day, with the case columns on_day and subject_id."""
    held = rows(t)
    of = cases.select("subject_id", "on_day", case_person_id=_.person_id)
    return of.join(held, [of.case_person_id == held.person_id, held.since_day <= of.on_day]).drop("case_person_id")


def with_months(cases: Expr, unbroken: Expr, *, same_level: bool = False) -> Expr:
    """Cases with the full months of their person's stretches up to the reference day: column `months`.

    Each stretch counts up to its end or on_day, whichever is earlier; with `same_level` only those at from_level.
    """
    of = cases.select("subject_id", "on_day", "from_level", case_person_id=_.person_id)
    keys = [of.case_person_id == unbroken.person_id, unbroken.since_day <= of.on_day]
    if same_level:
        keys.append(of.from_level == unbroken.level)
    served = of.join(unbroken, keys).mutate(counted_until=ibis.least(_.end_on, _.on_day))
    months = served.mutate(months_=full_months(_.since_day, _.counted_until))
    totals = months.group_by(served_by=_.subject_id).agg(months=_.months_.sum())
    joined = cases.left_join(totals, cases.subject_id == totals.served_by).drop("served_by")
    return joined.mutate(months=joined.months.fill_null(0))


def levelled(t: Tables) -> Expr:
    """Tenures with a level."""
    return rows(t).filter(_.level.notnull())


def at_from_level(cases: Expr, t: Tables) -> Expr:
    """Cases with the full months their person served at exactly from_level by the reference day: column `months`."""
    return with_months(cases, stretches(levelled(t), by=["person_id", "level"]), same_level=True)


def rows_at_from_level(cases: Expr, t: Tables) -> Expr:
    """The tenures behind `at_from_level`, with subject_id."""
    held = begun(cases, t)
    of = cases.select(level_of=_.subject_id, at_level=_.from_level)
    return held.join(of, [held.subject_id == of.level_of, held.level == of.at_level]).drop("level_of", "at_level")
