"""Weights of assessment schemes and the share of ideological work in them."""

from __future__ import annotations

from decimal import Decimal

import ibis
from ibis import _

from zugong.core.outcomes import Force
from zugong.regulations.contract import LawRow, Tables
from zugong.regulations.facts import texts
from zugong.regulations.facts.law import under_law_of_as_of
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule
from zugong.regulations.storage import EFFECTIVE_WEIGHT_PLACES
from zugong.regulations.tables.schema import MILLIONTHS


@rule(
    "assessment.weights_sum",
    title="同级指标权重之和等于一",
    subject="indicator",
    parameters=("total",),
)
def weights_sum(t: Tables, law: LawRow) -> Judgement:
    """每个考核体系的一级指标权重之和、每个指标的下级指标权重之和，都应当恰好等于百分之百，否则得分算不平。"""
    children = t.indicators.mutate(
        subject_kind=ibis.ifelse(_.parent_id.isnull(), "scheme", "indicator"),
        subject_id=ibis.ifelse(_.parent_id.isnull(), _.scheme, _.parent_id),
    )
    sums = children.group_by(["subject_kind", "subject_id"]).agg(weight=_.weight.sum(), children=_.count())
    subjects = under_law_of_as_of(sums, t)
    total = law.share("total")
    return judge(
        subjects,
        kind=None,
        holds=_.weight * total.denominator == total.numerator * MILLIONTHS,
        actual=texts.number(_.children) + " 项，权重之和 " + texts.percent(_.weight, 6),
        required="= 100%",
        missing=[],
        counted={"indicators": children.mutate(period=ibis.literal(""))},
    )


def _ideology_share(t: Tables, law: LawRow, scheme: str) -> Judgement:
    leaves = t.indicator_leaves.filter(_.scheme == scheme)
    weights = leaves.group_by(subject_id=_.scheme).agg(
        marked=ibis.ifelse(_.ideology, _.effective_weight, 0).fill_null(0).sum(),
        possible=ibis.ifelse(_.ideology.isnull(), _.effective_weight, 0).sum(),
        unmarked=ibis.ifelse(_.ideology.isnull(), 1, 0).sum(),
    )
    share = law.share("share")
    whole = ibis.literal(Decimal(10**EFFECTIVE_WEIGHT_PLACES), "decimal(38, 0)")
    needed = share.numerator * whole
    reached = _.marked * share.denominator >= needed
    reachable = (_.marked + _.possible) * share.denominator >= needed
    rows = t.indicators.filter(_.scheme == scheme).mutate(subject_id=_.scheme, period=ibis.literal(""))
    return judge(
        under_law_of_as_of(weights, t),
        kind="scheme",
        holds=ibis.cases((reached, True), (~reachable, False), else_=ibis.null("boolean")),
        actual="意识形态指标合计 " + texts.percent(_.marked, EFFECTIVE_WEIGHT_PLACES),
        required="≥ " + share.text,
        missing=[(_.unmarked > 0, texts.number(_.unmarked) + " 项末级指标未标明是否意识形态指标")],
        counted={"indicators": rows},
    )


@rule(
    "assessment.ideology_share_objective",
    title="目标考核中意识形态工作权重不低于百分之十",
    subject="scheme",
    parameters=("share",),
    force=Force.LOCAL,
)
def ideology_share_objective(t: Tables, law: LawRow) -> Judgement:
    """意识形态工作纳入目标考核，权重不低于百分之十（本区要求）。把标明意识形态的末级指标的有效权重（从上到下逐级相乘）相加；没有标明的末级指标可能影响结论的，列为待核。"""
    return _ideology_share(t, law, "objective")


@rule(
    "assessment.ideology_share_party_building",
    title="党建责任制考核中意识形态工作权重不低于百分之二十五",
    subject="scheme",
    parameters=("share",),
    force=Force.LOCAL,
)
def ideology_share_party_building(t: Tables, law: LawRow) -> Judgement:
    """意识形态工作纳入党建工作责任制考核，权重不低于百分之二十五（本区要求）。计算办法同目标考核。"""
    return _ideology_share(t, law, "party_building")
