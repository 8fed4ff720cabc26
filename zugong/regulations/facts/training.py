"""Training records that count, and the persons bound by an hours requirement."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.core.dates import PeriodKind
from zugong.regulations.contract import Expr, Tables
from zugong.regulations.facts import tenures
from zugong.regulations.facts.law import under_law, with_run
from zugong.regulations.facts.levels import COUNTY, SECTION
from zugong.regulations.facts.stretches import stretches


def recognized(t: Tables) -> Expr:
    """Records ended by the as-of day and recognised (empty counts as recognised)."""
    records = t.training_records.cross_join(t.run.select("as_of"))
    return records.filter((_.ended_on <= _.as_of) & _.recognized.fill_null(True)).drop("as_of")


def in_years(t: Tables) -> Expr:
    """Recognised records with subject_id (person) and the whole year of the run they ended in."""
    days = t.period_days.filter(_.period_kind == PeriodKind.YEAR.value)
    records = recognized(t)
    return records.join(days, records.ended_on == days.day).mutate(subject_id=_.person_id).drop("period_kind", "day")


def covering_years(t: Tables, unbroken: Expr) -> Expr:
    """Persons whose stretch (person_id, since_day, end_on) covers every day of a whole year of the run."""
    years = under_law(t.periods.filter(_.period_kind == PeriodKind.YEAR.value), t, on="last_day")
    covered = years.join(unbroken, [unbroken.since_day <= years.first_day, unbroken.end_on > years.last_day])
    return with_run(covered, t).mutate(subject_id=_.person_id)


HOURS = {"hours": _.hours.sum(), "days": _.days.fill_null(0).sum()}
"""Totals of records, in millionths; empty days add nothing."""


def mode_count(*modes: str) -> dict[str, Expr]:
    """Totals: records with one of the modes (`of_mode`) and with the mode empty (`mode_empty`)."""
    return {
        "of_mode": ibis.ifelse(_.mode.isin(modes), 1, 0).fill_null(0).sum(),
        "mode_empty": ibis.ifelse(_.mode.isnull(), 1, 0).sum(),
    }


def section_level_years(t: Tables) -> Expr:
    """Persons and whole years of the run in which their highest level is section level on every day."""
    held = tenures.rows(t)
    section = held.filter((_.level_rank >= SECTION) & (_.level_rank < COUNTY))
    bound = covering_years(t, stretches(section, by=["person_id"]))
    above = held.filter(_.level_rank >= COUNTY)
    above = above.select(above_id=_.person_id, above_since=_.since_day, above_end=_.end_on)
    return bound.anti_join(
        above,
        [bound.subject_id == above.above_id, above.above_since <= bound.last_day, above.above_end > bound.first_day],
    )


def main_classes(t: Tables) -> Expr:
    """主体班 that end in or after the run or have no last day, under the law of that day (else of the as-of day)."""
    classes = with_run(t.training_classes.filter(_.kind == "main"), t)
    recent = classes.mutate(on_day=ibis.coalesce(_.until, _.as_of)).filter(_.until.isnull() | (_.until >= _.run_since))
    return under_law(recent, t, on="on_day").mutate(subject_id=_.class_id)
