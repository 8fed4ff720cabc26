"""选拔任用条例: public notice, appointment talk and probation."""

from __future__ import annotations

from functools import reduce

import ibis
from ibis import _

from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import cases, texts
from zugong.regulations.facts.dates import reached_by_end_of
from zugong.regulations.facts.workdays import working_days
from zugong.regulations.judging import Judgement
from zugong.regulations.registry import rule
from zugong.regulations.rules.appointment import judge_case


@rule(
    "appointment.notice.length",
    title="任前公示不少于五个工作日",
    subject="appointment_case",
    parameters=("workdays", "count_start_day"),
)
def notice_length(t: Tables, law: LawRow) -> Judgement:
    """提拔任职的，讨论决定后、下发任职通知前公示，公示期不少于五个工作日。公示当天不计，算到公示截止当天；期间有工作日历没有载入的日子的，列为待核，不作推测。"""
    subjects = working_days(cases.under_judgement(t).filter(_.notice_on.notnull()), t)
    return judge_case(
        subjects,
        t,
        unknown_if=_.notice_until.isnull() | _.outside_calendar,
        holds=_.workdays_counted >= law.workdays,
        actual="公示 " + texts.iso(_.notice_on) + _notice_end(),
        required=texts.at_least(texts.number(law.workdays), "个工作日"),
        missing=[
            (_.notice_until.isnull(), "未填公示截止日期"),
            (_.notice_until.notnull() & _.outside_calendar, "公示期间有未载入工作日历的日子"),
        ],
    )


def _notice_end() -> Expr:
    """`至 2025-03-10，5 个工作日`, as far as it is known."""
    workdays = ibis.ifelse(_.workdays_counted.isnull(), "", "，" + texts.counted(_.workdays_counted, "个工作日"))
    return ibis.ifelse(_.notice_until.isnull(), "，截止未填", " 至 " + texts.iso(_.notice_until) + workdays)


@rule(
    "appointment.notice.order",
    title="公示在讨论决定之后、任职文件之前",
    subject="appointment_case",
    parameters=("duty",),
)
def notice_order(t: Tables, law: LawRow) -> Judgement:
    """任前公示在党委（党组）讨论决定之后、下发任职通知之前进行；公示期满才能下发任职文件。"""
    issued = cases.under_judgement(t).filter(_.letter_on.notnull())
    holds = _.notice_on.notnull() & (_.decided_on <= _.notice_on) & (_.notice_until < _.letter_on)
    return judge_case(
        issued,
        t,
        holds=holds,
        actual=_dates(
            {"decided_on": "决定", "notice_on": "公示", "notice_until": "公示截止", "letter_on": "任职文件"}
        ),
        required="决定 ≤ 公示，公示截止 < 任职文件",
        missing=[(_.decided_on.isnull(), "未填讨论决定日期"), (_.notice_until.isnull(), "未填公示截止日期")],
    )


def _dates(columns: dict[str, str]) -> Expr:
    pieces = [f"{label} " + texts.iso(_[column]) for column, label in columns.items()]
    return reduce(lambda left, right: left + "，" + right, pieces)


@rule(
    "appointment.instatement.talk",
    title="任职谈话",
    subject="appointment_case",
    parameters=("duty",),
)
def talk(t: Tables, law: LawRow) -> Judgement:
    """对决定任用的干部，由党委（党组）指定专人同本人谈话。已下发任职文件而没有谈话日期的，为不合规。"""
    return judge_case(
        cases.under_judgement(t).filter(_.letter_on.notnull()),
        t,
        holds=_.talk_on.notnull(),
        actual="任职谈话 " + texts.iso(_.talk_on),
        required="有任职谈话日期",
    )


@rule(
    "appointment.probation.length",
    title="任职试用期一年",
    subject="appointment_case",
    parameters=("months",),
)
def probation_length(t: Tables, law: LawRow) -> Judgement:
    """实行任职试用期制度的，试用期为一年，从任职文件之日起算，到期满当天结束。"""
    subjects = cases.under_judgement(t).filter(_.probation_required & _.letter_on.notnull())
    return judge_case(
        subjects,
        t,
        holds=reached_by_end_of(_.letter_on, law.months, _.probation_until),
        actual="任职文件 " + texts.iso(_.letter_on) + "，试用期止 " + texts.iso(_.probation_until),
        required=texts.at_least(texts.number(law.months), "个月"),
        missing=[(_.probation_until.isnull(), "未填试用期止")],
    )


@rule(
    "appointment.probation.concluded",
    title="试用期满经考核",
    subject="appointment_case",
    parameters=("duty",),
)
def probation_concluded(t: Tables, law: LawRow) -> Judgement:
    """试用期满后，经考核胜任现职的，正式任职；不胜任的，免去试任职务。试用期已满而没有考核日期的，为不合规。"""
    return judge_case(
        cases.under_judgement(t).filter(_.probation_until < _.as_of),
        t,
        holds=_.probation_concluded_on.notnull(),
        actual="试用期止 " + texts.iso(_.probation_until) + "，考核 " + texts.iso(_.probation_concluded_on),
        required="期满有考核日期",
    )
