"""Size, term and posts of organizations on the as-of day."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.core.outcomes import Force
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import members, organizations, tenures, texts
from zugong.regulations.facts.dates import OPEN_END, OPEN_START, reached, within
from zugong.regulations.facts.law import under_law_of_as_of, unseen
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule


MEMBERS_UNSEEN = unseen("members", "党员组织关系")
NO_MEMBER_ROWS = (_.no_member_rows & _.seen_members, "支部没有党员记录")


def _branches(t: Tables) -> Expr:
    """Branches of the as-of day with their head counts."""
    branches = organizations.on_as_of_day(t, ("branch",))
    return members.has_members(members.head_count(branches, t, day="as_of"), t)


def _members_on_as_of_day(t: Tables) -> Expr:
    rows = members.rows(t).cross_join(t.run.select("as_of"))
    running = rows.filter((_.since_day <= _.as_of) & (_.as_of < _.end_on))
    return running.mutate(subject_id=_.organization_id, period=ibis.literal(""))


@rule(
    "organization.branch_minimum",
    title="党支部正式党员不少于三人",
    subject="organization",
    parameters=("full_members",),
)
def branch_minimum(t: Tables, law: LawRow) -> Judgement:
    """有正式党员三人以上的应当成立党支部；支部正式党员不足三人，应及时调整、合并或者撤销。按核查日在册人员数正式党员。"""
    subjects = _branches(t)
    return judge(
        subjects,
        kind="organization",
        unknown_if=_.no_member_rows,
        holds=members.full_at_least(law.full_members),
        actual=ibis.ifelse(_.no_member_rows, "未知", texts.counted(_.full_members, "名正式党员")),
        required=texts.at_least(texts.number(law.full_members), "名正式党员"),
        missing=[
            MEMBERS_UNSEEN,
            NO_MEMBER_ROWS,
            (~_.no_member_rows, texts.number(_.maybe_full) + " 名党员未填正式或预备"),
        ],
        counted={"members": _members_on_as_of_day(t)},
    )


@rule(
    "organization.branch_maximum",
    title="党支部党员一般不超过五十人",
    subject="organization",
    parameters=("members",),
    force=Force.GENERALLY,
)
def branch_maximum(t: Tables, law: LawRow) -> Judgement:
    """党支部党员人数一般不超过五十人。按核查日在册人员数，正式党员和预备党员都计算在内。"""
    return judge(
        _branches(t),
        kind="organization",
        unknown_if=_.no_member_rows,
        holds=_.members <= law.members,
        actual=ibis.ifelse(_.no_member_rows, "未知", texts.counted(_.members, "名党员")),
        required=texts.at_most(texts.number(law.members), "名党员"),
        missing=[MEMBERS_UNSEEN, NO_MEMBER_ROWS],
        counted={"members": _members_on_as_of_day(t)},
    )


def _term_runs(months: Expr, extension: Expr) -> Expr:
    """As-of day < term_since + months, or as-of day <= extended until <= term_since + months + extension."""
    running = ~reached(_.term_since, months, _.as_of)
    extended = (_.as_of <= _.term_extended_until) & within(_.term_since, months + extension, _.term_extended_until)
    return running | extended.fill_null(False)


@rule(
    "organization.term_renewal",
    title="党支部按期换届",
    subject="organization",
    parameters=("term_months", "long_term_months", "extension_months"),
)
def term_renewal(t: Tables, law: LawRow) -> Judgement:
    """村和社区党支部每届任期五年，其他支部一般三年；延期须经批准，一般不超过一年。核查日仍在任期内，或者在批准的延期内且延期不超限，为合规。没有本届起始日期的列为待核；没有填所在类别的，三年和五年结论不同时列为待核。"""
    subjects = organizations.on_as_of_day(t, ("branch",)).mutate(
        is_long=_.setting.isin(["village", "community"]),
        short_runs=_term_runs(law.term_months, law.extension_months),
        long_runs=_term_runs(law.long_term_months, law.extension_months),
    )
    subjects = subjects.mutate(
        holds_term=ibis.cases(
            (_.is_long, _.long_runs),
            (~_.is_long, _.short_runs),
            (_.short_runs == _.long_runs, _.short_runs),
            else_=ibis.null("boolean"),
        ),
    )
    months = ibis.cases((_.is_long, texts.number(law.long_term_months)), else_=texts.number(law.term_months))
    either = texts.number(law.term_months) + " 或 " + texts.number(law.long_term_months)
    return judge(
        subjects,
        kind="organization",
        unknown_if=_.term_since.isnull(),
        holds=_.holds_term,
        actual="本届起 "
        + texts.iso(_.term_since)
        + ibis.ifelse(_.term_extended_until.notnull(), "，延期至 " + texts.iso(_.term_extended_until), ""),
        required="届期 "
        + ibis.ifelse(_.setting.isnull(), either, months)
        + " 个月，延期不超过 "
        + texts.number(law.extension_months)
        + " 个月",
        missing=[
            (_.term_since.isnull(), "未填本届起始日期"),
            (_.term_since.notnull(), "未填支部所在类别（村、社区或其他）"),
        ],
        counted={"organizations": subjects.mutate(period=ibis.literal(""))},
    )


@rule(
    "organization.post_quota",
    title="领导职数不超过核定数",
    subject="post_quota",
    parameters=("duty",),
)
def post_quota(t: Tables, law: LawRow) -> Judgement:
    """不准超职数配备。按核查日数在该单位、恰为该层次任职的人数（一人多职算一人），超过核定职数即为不合规。"""
    quotas = t.post_quotas.mutate(since_day=_.since.fill_null(OPEN_START), end_on=_.until.fill_null(OPEN_END))
    running = under_law_of_as_of(quotas, t).filter((_.since_day <= _.as_of) & (_.as_of < _.end_on))
    gone = t.organizations.cross_join(t.run.select("as_of")).filter(~organizations.exists_on(_, _.as_of, _.as_of))
    gone = gone.select(gone_id=_.organization_id)
    subjects = running.anti_join(gone, running.organization_id == gone.gone_id)
    subjects = subjects.mutate(subject_id=_.organization_id + "/" + _.level)
    held = tenures.rows(t).cross_join(t.run.select("as_of"))
    held = held.filter((_.since_day <= _.as_of) & (_.as_of < _.end_on) & _.level.notnull())
    held = held.filter(_.organization_id.notnull())
    held = held.mutate(subject_id=_.organization_id + "/" + _.level, period=ibis.literal(""))
    persons = held.group_by(quota_of=_.subject_id).agg(persons=_.person_id.nunique())
    joined = subjects.left_join(persons, subjects.subject_id == persons.quota_of)
    joined = joined.mutate(persons=ibis.ifelse(joined.seen_tenures, joined.persons.fill_null(0), ibis.null("int64")))
    return judge(
        joined,
        kind="post_quota",
        holds=_.persons <= _.quota,
        actual=texts.counted(_.persons, "人"),
        required=texts.at_most(texts.number(_.quota), "人"),
        missing=[unseen("tenures", "任职经历")],
        counted={"tenures": held},
    )
