"""Meetings held, counted per organization and period."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
from ibis import _

from zugong.core.dates import PeriodKind
from zugong.regulations.contract import Expr, Tables
from zugong.regulations.facts.dates import reached


def held_in_periods(meetings: Expr, t: Tables, period: PeriodKind, *, by: str = "organization_id") -> Expr:
    """Meetings with subject_id (column `by`) and the name of the whole period of the run they were held in."""
    days = t.period_days.filter(_.period_kind == period.value)
    return meetings.join(days, meetings.held_on == days.day).mutate(subject_id=_[by]).drop("period_kind", "day")


def of_kinds(t: Tables, kinds: Sequence[str]) -> Expr:
    """Meetings of those kinds."""
    return t.meetings.filter(_.kind.isin(kinds))


def tally(subjects: Expr, rows: Expr, *, seen: str, **totals: Expr) -> Expr:
    """Left-join totals of `rows` per subject_id and period: 0 where the table was seen and has none, else null.

    `totals` are aggregations over `rows`, e.g. `count=_.count()`.
    """
    keys = ["subject_id", "period"] if "period" in rows.columns else ["subject_id"]
    sums = rows.group_by(keys).agg(**totals).rename({f"of_{key}": key for key in keys})
    joined = subjects.left_join(sums, [subjects[key] == sums[f"of_{key}"] for key in keys])
    zero = {
        name: ibis.ifelse(joined[f"seen_{seen}"], joined[name].fill_null(0), ibis.null("int64")) for name in totals
    }
    return joined.mutate(**zero).drop(*(f"of_{key}" for key in keys))


def life_meetings_of_years(teams: Expr, t: Tables) -> Expr:
    """民主生活会 that count for each team and year of `teams`, with subject_id, period and the year's last_day.

    One held in the year counts for it, unless it was deferred into the year's first months with consent; one deferred
    into those of the next year counts too. The law carries `deferral_months`.
    """
    held = of_kinds(t, ("democratic_life_meeting",)).mutate(meeting_of=_.organization_id)
    due = teams.select("subject_id", "period", "first_day", "last_day", "next_day", "as_of", "law_deferral_months")
    paired = due.join(
        held, [due.subject_id == held.meeting_of, held.held_on >= due.first_day, held.held_on <= due.as_of]
    )
    consented = _.deferral_consent_on.notnull()
    from_last_year = ~reached(_.first_day, _.law_deferral_months, _.held_on) & consented
    into_next_year = ~reached(_.next_day, _.law_deferral_months, _.held_on) & consented
    this_year = (_.held_on <= _.last_day) & ~from_last_year
    counting = paired.filter(this_year | ((_.held_on >= _.next_day) & into_next_year))
    return counting.select("subject_id", "period", "last_day", *t.meetings.columns)
