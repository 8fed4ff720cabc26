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


def months_served(served: Expr) -> Expr:
    """Per subject_id the full months of stretches up to their end or on_day: column `months`."""
    begun_by_then = served.filter(_.since_day <= _.on_day).mutate(counted_until=ibis.least(_.end_on, _.on_day))
    counted = begun_by_then.mutate(months_=full_months(_.since_day, _.counted_until))
    return counted.group_by(served_by=_.subject_id).agg(months=_.months_.sum())


def levelled(t: Tables) -> Expr:
    """Tenures with a level."""
    return rows(t).filter(_.level.notnull())


def at_from_level(cases: Expr, t: Tables) -> Expr:
    """Cases with the full months their person served at exactly from_level by the reference day: column `months`."""
    unbroken = stretches(levelled(t), by=["person_id", "level"])
    of = cases.select("subject_id", "on_day", "from_level", case_person_id=_.person_id)
    served = of.join(unbroken, [of.case_person_id == unbroken.person_id, of.from_level == unbroken.level])
    totals = months_served(served)
    joined = cases.left_join(totals, cases.subject_id == totals.served_by).drop("served_by")
    return joined.mutate(months=joined.months.fill_null(0))
