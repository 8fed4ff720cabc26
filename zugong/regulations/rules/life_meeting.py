"""民主生活会 of leadership teams."""

from __future__ import annotations

from ibis import _

from zugong.core.dates import PeriodKind
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import meetings, organizations, texts
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule
from zugong.regulations.rules.branch_life import MEETINGS_UNSEEN, enough_present, of_run


def teams_by_year(t: Tables) -> Expr:
    """Organizations that hold life meetings, for each whole year of the run."""
    return organizations.through_periods(t.organizations.filter(_.holds_life_meeting), t, PeriodKind.YEAR)


@rule(
    "life_meeting.yearly",
    title="领导班子民主生活会每年召开一次",
    subject="organization",
    parameters=("minimum", "deferral_months"),
)
def yearly(t: Tables, law: LawRow) -> Judgement:
    """县以上党和国家机关领导班子民主生活会每年召开一次，一般在第四季度；经上级同意可以提前或者推迟。当年召开的计入当年；次年一至三月召开且有延期批准日期的计入上一年，不再计入召开的当年。"""
    teams = teams_by_year(t)
    counting = meetings.life_meetings_of_years(teams, t)
    return judge(
        meetings.tally(teams, counting, seen="meetings", held=_.count()),
        kind="organization",
        holds=_.held >= law.minimum,
        actual=texts.counted(_.held, "次"),
        required=texts.at_least(texts.number(law.minimum), "次"),
        missing=[MEETINGS_UNSEEN],
        counted={"meetings": counting},
    )


@rule(
    "life_meeting.attendance",
    title="民主生活会到会人数达到应到会人数三分之二",
    subject="meeting",
    parameters=("present_share",),
)
def attendance(t: Tables, law: LawRow) -> Judgement:
    """民主生活会到会人数必须达到应到会人数的三分之二以上，方可召开。"""
    return enough_present(of_run(t, "democratic_life_meeting"), law)
