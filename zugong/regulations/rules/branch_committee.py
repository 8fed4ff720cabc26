"""支部委员会: where there must be one, and how large it is."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.core.outcomes import Force
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import members, organizations, texts
from zugong.regulations.facts.law import unseen
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule


def _own_rows(subjects: Expr) -> dict[str, Expr]:
    return {"organizations": subjects.mutate(period=ibis.literal(""))}


@rule(
    "organization.committee_required",
    title="正式党员七人以上的党支部应设立支部委员会",
    subject="organization",
    parameters=("full_members",),
)
def committee_required(t: Tables, law: LawRow) -> Judgement:
    """有正式党员七人以上的党支部，应当设立支部委员会。按核查日在册人员数正式党员，不足七人的不适用；没有登记是否设支委会的，以及从未有党员记录、人数算不出来的，列为待核。"""
    branches = organizations.on_as_of_day(t, ("branch",))
    subjects = members.has_members(members.head_count(branches, t, day="as_of"), t)
    required = ibis.ifelse(_.no_member_rows, ibis.null("boolean"), members.full_at_least(law.full_members))
    subjects = subjects.mutate(committee_due=required)
    return judge(
        subjects,
        kind="organization",
        applies=_.committee_due,
        holds=_.has_committee,
        actual=ibis.ifelse(_.no_member_rows, "正式党员人数未知", texts.counted(_.full_members, "名正式党员"))
        + "，设支委会："
        + texts.yes_no(_.has_committee),
        required=texts.number(law.full_members) + " 名正式党员以上应设支委会",
        missing=[
            unseen("members", "党员组织关系"),
            (_.no_member_rows & _.seen_members, "支部没有党员记录"),
            (~_.no_member_rows & _.committee_due.isnull(), texts.number(_.maybe_full) + " 名党员未填正式或预备"),
            (_.committee_due & _.has_committee.isnull(), "未填是否设支委会"),
        ],
        counted=_own_rows(subjects),
    )


@rule(
    "organization.committee_size",
    title="支部委员会一般由三至五人组成，最多不超过七人",
    subject="organization",
    parameters=("minimum", "maximum"),
    force=Force.GENERALLY,
)
def committee_size(t: Tables, law: LawRow) -> Judgement:
    """支部委员会由三至五人组成，一般不超过七人。核查登记为设支委会的党支部：三人至七人为合规，没有填支委人数的列为待核。"""
    subjects = organizations.on_as_of_day(t, ("branch",)).filter(_.has_committee)
    return judge(
        subjects,
        kind="organization",
        holds=(_.committee_size >= law.minimum) & (_.committee_size <= law.maximum),
        actual=texts.counted(_.committee_size, "人"),
        required=texts.number(law.minimum) + " 至 " + texts.number(law.maximum) + " 人",
        missing=[(_.committee_size.isnull(), "未填支委人数")],
        counted=_own_rows(subjects),
    )
