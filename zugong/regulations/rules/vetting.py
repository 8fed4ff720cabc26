"""选拔任用条例: democratic recommendation and vetting."""

from __future__ import annotations

from functools import reduce
from operator import and_

import ibis
from ibis import _

from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import cases, texts
from zugong.regulations.facts.dates import within
from zugong.regulations.judging import Judgement
from zugong.regulations.registry import rule
from zugong.regulations.rules.appointment import judge_case


def vetted_or_decided(t: Tables) -> Expr:
    return cases.under_judgement(t).filter(_.vetting_on.notnull() | _.decided_on.notnull())


def vetted(t: Tables) -> Expr:
    return cases.under_judgement(t).filter(_.vetting_on.notnull())


@rule(
    "appointment.recommendation.both_forms",
    title="民主推荐应有谈话调研推荐和会议推荐",
    subject="appointment_case",
    parameters=("duty",),
)
def both_forms(t: Tables, law: LawRow) -> Judgement:
    """民主推荐包括谈话调研推荐和会议推荐，两种形式都要有。人数较少的单位可以不再进行会议推荐，但谈话推荐不能省。"""
    assembly, interview = _.assembly_recommendation_on, _.interview_recommendation_on
    return judge_case(
        vetted_or_decided(t),
        t,
        holds=interview.notnull() & (assembly.notnull() | _.small_unit),
        actual="谈话推荐 " + texts.iso(interview) + "，会议推荐 " + texts.iso(assembly),
        required=ibis.ifelse(_.small_unit, "谈话推荐（人数较少单位可不开推荐会）", "谈话推荐和会议推荐都有"),
    )


@rule(
    "appointment.recommendation.valid",
    title="民主推荐结果一年内有效",
    subject="appointment_case",
    parameters=("months",),
)
def valid(t: Tables, law: LawRow) -> Judgement:
    """民主推荐的结果一年内有效：确定考察对象（没有考察日期的看讨论决定日期）须在最后一次推荐之后一年以内。"""
    subjects = vetted_or_decided(t).mutate(
        latest=ibis.coalesce(
            ibis.greatest(_.assembly_recommendation_on, _.interview_recommendation_on),
            _.assembly_recommendation_on,
            _.interview_recommendation_on,
        ),
        used_on=ibis.coalesce(_.vetting_on, _.decided_on),
    )
    return judge_case(
        subjects,
        t,
        holds=within(_.latest, law.months, _.used_on),
        actual="推荐 " + texts.iso(_.latest) + "，考察或决定 " + texts.iso(_.used_on),
        required="推荐后 " + texts.number(law.months) + " 个月以内",
        missing=[(_.latest.isnull(), "未填民主推荐日期")],
    )


@rule(
    "appointment.vetting.team",
    title="考察组由两名以上成员组成",
    subject="appointment_case",
    parameters=("minimum",),
)
def team(t: Tables, law: LawRow) -> Judgement:
    """考察组由两名以上成员组成，考察组负责人应当由思想政治素质好、有较丰富工作经验并熟悉干部工作的人员担任。"""
    return judge_case(
        vetted(t),
        t,
        holds=_.vetting_team_size >= law.minimum,
        actual=texts.counted(_.vetting_team_size, "人"),
        required=texts.at_least(texts.number(law.minimum), "人"),
        missing=[(_.vetting_team_size.isnull(), "未填考察组人数")],
    )


@rule(
    "appointment.vetting.notice",
    title="考察前发布考察预告",
    subject="appointment_case",
    parameters=("duty",),
)
def vetting_notice(t: Tables, law: LawRow) -> Judgement:
    """考察拟任人选，应当根据不同情况通过适当方式在一定范围内发布干部考察预告，预告不晚于考察。"""
    return judge_case(
        vetted(t),
        t,
        holds=(_.vetting_notice_on <= _.vetting_on).fill_null(False),
        actual="预告 " + texts.iso(_.vetting_notice_on) + "，考察 " + texts.iso(_.vetting_on),
        required="预告不晚于考察日",
    )


FOUR_CHECKS = {
    "dossier_reviewed_on": "档案审核",
    "personal_matters_checked_on": "个人有关事项查核",
    "integrity_opinion_on": "纪检监察意见",
    "petitions_cleared_on": "信访举报查核",
}


def _done_in_time(column: str) -> Expr:
    return _[column].notnull() & (_.decided_on.isnull() | (_[column] <= _.decided_on).fill_null(False))


@rule(
    "appointment.vetting.four_checks",
    title="凡提四必：档案、个人有关事项、纪检监察意见、信访举报",
    subject="appointment_case",
    parameters=("duty",),
)
def four_checks(t: Tables, law: LawRow) -> Judgement:
    """干部档案凡提必审、个人有关事项报告凡提必核、纪检监察机关意见凡提必听、线索具体的信访举报凡提必查。四项都要办结，已经讨论决定的，四项都不晚于决定日。"""
    problems = [
        ibis.cases(
            (_[column].isnull(), f"缺{label}；"),
            (~_done_in_time(column), f"{label}晚于讨论决定（" + texts.iso(_[column]) + "）；"),
            else_="",
        )
        for column, label in FOUR_CHECKS.items()
    ]
    found = reduce(lambda left, right: left + right, problems)
    subjects = vetted_or_decided(t).mutate(found=found)
    return judge_case(
        subjects,
        t,
        holds=reduce(and_, [_done_in_time(column) for column in FOUR_CHECKS]),
        actual=ibis.ifelse(_.found == "", "四项均已办结", _.found.re_replace("；$", "")),
        required="四项均办结，且不晚于讨论决定日",
    )


@rule(
    "appointment.vetting.double_signature",
    title="廉洁自律情况结论性意见双签字",
    subject="appointment_case",
    parameters=("duty",),
)
def double_signature(t: Tables, law: LawRow) -> Judgement:
    """考察对象所在单位党委（党组）对廉洁自律情况提出结论性意见，由党委（党组）书记和纪委书记（纪检监察组组长）两人签字。"""
    return judge_case(
        vetted_or_decided(t),
        t,
        holds=_.signed_by_secretary & _.signed_by_discipline,
        actual="书记签字："
        + texts.yes_no(_.signed_by_secretary)
        + "，纪委书记签字："
        + texts.yes_no(_.signed_by_discipline),
        required="书记和纪委书记（纪检监察组组长）均签字",
        missing=[
            (_.signed_by_secretary.isnull(), "未填书记是否签字"),
            (_.signed_by_discipline.isnull(), "未填纪委书记（纪检监察组组长）是否签字"),
        ],
    )
