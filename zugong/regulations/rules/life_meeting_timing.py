"""组织生活会 and 民主生活会 in the season the regulations name."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.core.dates import PeriodKind
from zugong.core.outcomes import Force
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import meetings, organizations, texts
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule
from zugong.regulations.rules.branch_life import LIFE_MEETING, MEETINGS_UNSEEN
from zugong.regulations.rules.life_meeting import teams_by_year


FOURTH_QUARTER_FROM = 10  # October


def _in_fourth_quarter() -> Expr:
    return _.held_on.month() >= FOURTH_QUARTER_FROM


@rule(
    "branch_life.life_meeting_fourth_quarter",
    title="组织生活会一般在第四季度召开",
    subject="organization",
    parameters=("minimum",),
    force=Force.GENERALLY,
)
def branch_in_fourth_quarter(t: Tables, law: LawRow) -> Judgement:
    """党支部组织生活会一般安排在第四季度。本年召开过组织生活会的支部，十月至十二月至少召开过一次为合规；全年没有召开的由“每年至少召开一次”核查，这里不适用。"""
    branches = t.organizations.filter(_.kind.isin(LIFE_MEETING.subject_kinds))
    held = meetings.held_in_periods(meetings.of_kinds(t, LIFE_MEETING.meeting_kinds), t, PeriodKind.YEAR)
    subjects = meetings.tally(
        organizations.through_periods(branches, t, PeriodKind.YEAR),
        held,
        seen="meetings",
        held=_.count(),
        in_season=ibis.ifelse(_in_fourth_quarter(), 1, 0).sum(),
    )
    return judge(
        subjects,
        kind="organization",
        applies=_.held > 0,
        holds=_.in_season >= law.minimum,
        actual=_found(),
        required="第四季度 " + texts.at_least(texts.number(law.minimum), "次"),
        missing=[MEETINGS_UNSEEN],
        counted={"meetings": held},
    )


def _found() -> Expr:
    return "全年 " + texts.counted(_.held, "次") + "，第四季度 " + texts.counted(_.in_season, "次")


@rule(
    "life_meeting.fourth_quarter",
    title="民主生活会一般在第四季度召开，提前或者推迟须经上级同意",
    subject="organization",
    parameters=("duty", "life_meeting.yearly.deferral_months"),
    force=Force.GENERALLY,
)
def team_in_fourth_quarter(t: Tables, law: LawRow) -> Judgement:
    """民主生活会一般安排在第四季度，因特殊情况提前或者推迟的，须报经上级党组织同意。计入本年的民主生活会中，至少有一次在第四季度召开，或者登记了批准日期，为合规；没有计入本年的民主生活会的，由“每年召开一次”核查，这里不适用。"""
    teams = teams_by_year(t)
    counting = meetings.life_meetings_of_years(teams, t)
    in_season = _in_fourth_quarter() & (_.held_on <= _.last_day)
    subjects = meetings.tally(
        teams,
        counting,
        seen="meetings",
        held=_.count(),
        in_season=ibis.ifelse(in_season, 1, 0).sum(),
        consented=ibis.ifelse(_.deferral_consent_on.notnull(), 1, 0).sum(),
    )
    return judge(
        subjects,
        kind="organization",
        applies=_.held > 0,
        holds=(_.in_season > 0) | (_.consented > 0),
        actual=_found() + "，经批准提前或推迟 " + texts.counted(_.consented, "次"),
        required="在第四季度召开，或有批准日期",
        missing=[MEETINGS_UNSEEN],
        counted={"meetings": counting.drop("last_day")},
    )
