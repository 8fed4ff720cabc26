"""三会一课, theme days, organizational life meetings: what must be held, and the votes taken there."""

from __future__ import annotations

from dataclasses import replace

import ibis
from ibis import _

from zugong.core.dates import PeriodKind
from zugong.core.outcomes import Force
from zugong.regulations.cadence import Cadence
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import meetings, members, organizations, texts
from zugong.regulations.facts.law import under_law, unseen, with_run
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule


MEETINGS_UNSEEN = unseen("meetings", "组织生活")

ASSEMBLY = Cadence(("branch",), ("branch_assembly",), PeriodKind.QUARTER)
GROUP_MEETING = Cadence(("branch_group",), ("branch_group_meeting",), PeriodKind.MONTH)
THEME_DAY = Cadence(("branch",), ("theme_day",), PeriodKind.MONTH)
LIFE_MEETING = Cadence(("branch",), ("organizational_life_meeting",), PeriodKind.YEAR)
APPRAISAL = Cadence(("branch",), ("member_appraisal",), PeriodKind.YEAR)
COMMITTEE_MEETING = Cadence(("branch",), ("branch_committee_meeting",), PeriodKind.MONTH)
LECTURE = Cadence(("committee", "leading_group"), ("party_lecture",), PeriodKind.YEAR)


def _due(t: Tables, cadence: Cadence) -> Expr:
    """Organizations and periods in which the cadence is due."""
    return organizations.through_periods(t.organizations.filter(_.kind.isin(cadence.subject_kinds)), t, cadence.period)


def _held(t: Tables, cadence: Cadence) -> Expr:
    return meetings.held_in_periods(meetings.of_kinds(t, cadence.meeting_kinds), t, cadence.period)


def held_often_enough(t: Tables, law: LawRow, cadence: Cadence) -> Judgement:
    """The plain form of a cadence: at least `law.minimum` meetings in every period."""
    held = _held(t, cadence)
    judgement = judge(
        meetings.tally(_due(t, cadence), held, seen="meetings", held=_.count()),
        kind="organization",
        holds=_.held >= law.minimum,
        actual=texts.counted(_.held, "次"),
        required=texts.at_least(texts.number(law.minimum), "次"),
        missing=[MEETINGS_UNSEEN],
        counted={"meetings": held},
    )
    return replace(judgement, cadence=cadence)


@rule(
    "branch_life.assembly_quarterly",
    title="支部党员大会每季度至少召开一次",
    subject="organization",
    parameters=("minimum",),
)
def assembly_quarterly(t: Tables, law: LawRow) -> Judgement:
    """党支部党员大会每季度召开一次（条文用语“一般”，按应当核查）。按自然季度数本支部登记的支部党员大会，少于规定次数即为不合规；季度首日和末日支部都存在才核查。"""
    return held_often_enough(t, law, ASSEMBLY)


@rule(
    "branch_life.committee_monthly",
    title="支部委员会会议每月至少召开一次",
    subject="organization",
    parameters=("minimum", "committee_from_members"),
)
def committee_monthly(t: Tables, law: LawRow) -> Judgement:
    """设支部委员会的支部每月召开一次支委会（条文用语“一般”，按应当核查）。先看是否设支委会：登记了以登记为准；没有登记的，按当月第一天的正式党员人数是否达到应设支委会的人数推定；未设的不适用。
    既没有登记、也从未有党员记录的支部，无法推定，列为待核。"""
    held = _held(t, COMMITTEE_MEETING)
    inferred = _due(t, COMMITTEE_MEETING).filter(_.has_committee.isnull())
    subjects = members.head_count(_due(t, COMMITTEE_MEETING), t, day="first_day", where=_.has_committee.isnull())
    subjects = members.has_members(subjects, t).mutate(
        exists=ibis.cases(
            (_.has_committee.notnull(), _.has_committee),
            (_.no_member_rows, ibis.null("boolean")),
            else_=members.full_at_least(law.committee_from_members),
        )
    )
    return judge(
        meetings.tally(subjects, held, seen="meetings", held=_.count()),
        kind="organization",
        applies=_.exists,
        holds=_.held >= law.minimum,
        actual=texts.counted(_.held, "次"),
        required=texts.at_least(texts.number(law.minimum), "次"),
        missing=[
            (_.exists.isnull() & ~_.seen_members, "未登记是否设支委会，数据中也没有《党员组织关系》表"),
            (_.exists.isnull() & _.no_member_rows & _.seen_members, "未登记是否设支委会，也没有党员记录"),
            (_.exists.isnull() & ~_.no_member_rows, "未登记是否设支委会，且部分党员未填正式或预备"),
            MEETINGS_UNSEEN,
        ],
        counted={"meetings": held, "members": members.running_on(inferred, t, day="first_day")},
    )


@rule(
    "branch_life.group_monthly",
    title="党小组会每月至少召开一次",
    subject="organization",
    parameters=("minimum",),
)
def group_monthly(t: Tables, law: LawRow) -> Judgement:
    """党小组会每月召开一次（条文用语“一般”，按应当核查）。按自然月数本党小组登记的党小组会，少于规定次数即为不合规。"""
    return held_often_enough(t, law, GROUP_MEETING)


@rule(
    "branch_life.theme_day_monthly",
    title="主题党日每月至少开展一次",
    subject="organization",
    parameters=("minimum",),
)
def theme_day_monthly(t: Tables, law: LawRow) -> Judgement:
    """党支部每月相对固定一天开展主题党日。按自然月数本支部登记的主题党日，少于规定次数即为不合规。"""
    return held_often_enough(t, law, THEME_DAY)


@rule(
    "branch_life.life_meeting_yearly",
    title="组织生活会每年至少召开一次",
    subject="organization",
    parameters=("minimum",),
)
def life_meeting_yearly(t: Tables, law: LawRow) -> Judgement:
    """党支部每年至少召开一次组织生活会。按自然年数本支部登记的组织生活会。"""
    return held_often_enough(t, law, LIFE_MEETING)


@rule(
    "branch_life.member_appraisal_yearly",
    title="民主评议党员一般每年开展一次",
    subject="organization",
    parameters=("minimum",),
    force=Force.GENERALLY,
)
def member_appraisal_yearly(t: Tables, law: LawRow) -> Judgement:
    """党支部一般每年开展一次民主评议党员，可以结合组织生活会进行。按自然年数本支部登记的民主评议党员。"""
    return held_often_enough(t, law, APPRAISAL)


@rule(
    "branch_life.secretary_lecture_yearly",
    title="党委（党组）书记每年至少讲一次党课",
    subject="organization",
    parameters=("minimum",),
)
def secretary_lecture_yearly(t: Tables, law: LawRow) -> Judgement:
    """党委（党组）书记每年至少讲一次党课。数本年由书记主讲的党课；登记了党课但全都没有写明主讲人的，列为待核。"""
    held = _held(t, LECTURE)
    subjects = meetings.tally(
        _due(t, LECTURE),
        held,
        seen="meetings",
        lectures=_.count(),
        by_secretary=ibis.ifelse(_.lecturer_post == "secretary", 1, 0).fill_null(0).sum(),
        named=_.lecturer_post.count(),
    )
    nobody_named = ((_.lectures > 0) & (_.named == 0)).fill_null(False)
    return judge(
        subjects,
        kind="organization",
        unknown_if=nobody_named,
        holds=_.by_secretary >= law.minimum,
        actual=ibis.ifelse(
            nobody_named,
            "党课 " + texts.counted(_.lectures, "次，主讲人均未填"),
            "书记讲党课 " + texts.counted(_.by_secretary, "次"),
        ),
        required=texts.at_least(texts.number(law.minimum), "次"),
        missing=[(nobody_named, "党课均未填主讲人职务"), MEETINGS_UNSEEN],
        counted={"meetings": held},
    )


MUST_LEARN_KINDS = ("branch_assembly", "branch_committee_meeting", "party_lecture")


@rule(
    "branch_life.must_learn_quarterly",
    title="必学内容每季度至少学习一次",
    subject="organization",
    parameters=("minimum",),
    force=Force.LOCAL,
)
def must_learn_quarterly(t: Tables, law: LawRow) -> Judgement:
    """意识形态和思想政治工作列为三会一课必学内容：每季度在本支部的党员大会、支委会、党课或者所属党小组的党小组会上至少学习一次。这些会议都没有标明是否学了必学内容的，列为待核。"""
    own = meetings.of_kinds(t, MUST_LEARN_KINDS).mutate(branch_id=_.organization_id)
    groups = t.organizations.filter((_.kind == "branch_group") & _.parent_id.notnull())
    groups = groups.select(group_id=_.organization_id, branch_id=_.parent_id)
    of_groups = meetings.of_kinds(t, ("branch_group_meeting",))
    of_groups = of_groups.join(groups, of_groups.organization_id == groups.group_id).drop("group_id")
    held = meetings.held_in_periods(own.union(of_groups), t, PeriodKind.QUARTER, by="branch_id").drop("branch_id")
    subjects = meetings.tally(
        _due(t, ASSEMBLY),
        held,
        seen="meetings",
        learned=ibis.ifelse(_.must_learn, 1, 0).fill_null(0).sum(),
        meetings_held=_.count(),
        marked=_.must_learn.count(),
    )
    none_marked = ((_.meetings_held > 0) & (_.marked == 0)).fill_null(False)
    return judge(
        subjects,
        kind="organization",
        unknown_if=none_marked,
        holds=_.learned >= law.minimum,
        actual=ibis.ifelse(
            none_marked,
            "会议 " + texts.counted(_.meetings_held, "次，均未标明必学内容"),
            "学习 " + texts.counted(_.learned, "次"),
        ),
        required=texts.at_least(texts.number(law.minimum), "次"),
        missing=[(none_marked, "本季度会议均未标明是否学习必学内容"), MEETINGS_UNSEEN],
        counted={"meetings": held},
    )


def of_run(t: Tables, kind: str) -> Expr:
    """Meetings of one kind held inside the run, under the law of their day."""
    held = with_run(t.meetings.filter(_.kind == kind), t)
    inside = held.filter((_.held_on >= _.run_since) & (_.held_on <= _.as_of))
    return under_law(inside, t, on="held_on").mutate(subject_id=_.meeting_id)


def voted_assemblies(t: Tables) -> Expr:
    """Assemblies at which a vote was taken."""
    return of_run(t, "branch_assembly").filter(_.votes_for.notnull())


EXPECTED_MISSING = (_.expected.isnull(), "未填应到人数")
PRESENT_MISSING = (_.present.isnull(), "未填实到人数")


def enough_present(subjects: Expr, law: LawRow) -> Judgement:
    """Present reach the law's share of those expected."""
    share = law.share("present_share")
    return judge(
        subjects,
        kind="meeting",
        holds=share.reached(_.present, _.expected),
        actual=present_of_expected(),
        required=texts.share_of("应到", share),
        missing=[EXPECTED_MISSING, PRESENT_MISSING],
        counted={"meetings": subjects.mutate(period=ibis.literal(""))},
    )


def present_of_expected() -> Expr:
    return (
        "实到 " + texts.number(_.present).fill_null("未填") + " / 应到 " + texts.number(_.expected).fill_null("未填")
    )


@rule(
    "branch_life.assembly_quorum",
    title="党员大会表决时到会有表决权党员达到半数",
    subject="meeting",
    parameters=("present_share",),
)
def assembly_quorum(t: Tables, law: LawRow) -> Judgement:
    """党员大会进行表决，到会有表决权的党员须达到应到会有表决权党员的半数。只核查登记了赞成票的党员大会。"""
    return enough_present(voted_assemblies(t), law)


@rule(
    "branch_life.assembly_majority",
    title="党员大会赞成票超过应到会有表决权党员半数",
    subject="meeting",
    parameters=("votes_share",),
)
def assembly_majority(t: Tables, law: LawRow) -> Judgement:
    """党员大会的决议，赞成人数须超过应到会有表决权党员的半数（以应到人数、不是实到人数为底数）。只核查登记了赞成票的党员大会。"""
    share = law.share("votes_share")
    subjects = voted_assemblies(t)
    return judge(
        subjects,
        kind="meeting",
        holds=share.exceeded(_.votes_for, _.expected),
        actual="赞成 " + texts.number(_.votes_for) + " / 应到 " + texts.number(_.expected).fill_null("未填"),
        required=texts.share_of("应到", share, over=True),
        missing=[EXPECTED_MISSING],
        counted={"meetings": subjects.mutate(period=ibis.literal(""))},
    )


@rule(
    "branch_life.committee_quorum",
    title="支部委员会会议到会委员达到半数",
    subject="meeting",
    parameters=("present_share",),
)
def committee_quorum(t: Tables, law: LawRow) -> Judgement:
    """支部委员会会议须有半数以上委员到会方可进行。"""
    return enough_present(of_run(t, "branch_committee_meeting"), law)
