"""乡科级: years in the lower post and yearly online hours. Unconfirmed: a local pack switches them on."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import texts, training
from zugong.regulations.facts.meetings import tally
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule
from zugong.regulations.rules.qualification import years_at_from_level
from zugong.regulations.rules.training import RECORDS_UNSEEN, hours_text


SECTION_STEPS = (("section_deputy", "section_principal"), ("clerk", "section_deputy"))


@rule(
    "appointment.qualification.section_years",
    title="提任乡科级职务的任职年限",
    subject="appointment_case",
    parameters=("principal_months", "deputy_months"),
)
def section_years(t: Tables, law: LawRow) -> Judgement:
    """提任乡科级正职的，应当任乡科级副职两年以上；提任乡科级副职的，应当任科员级三年以上。条例没有规定乡科级的年限，此数出自旧规定，须由本地法规包写明依据后启用。
    只累计层次恰为现任层次的任职；其他情形和破格提拔的不适用；没有填写层次的任职经历的，列为待核。"""
    to_principal = _.target_level == "section_principal"
    months = ibis.ifelse(to_principal, law.principal_months, law.deputy_months)
    return years_at_from_level(t, SECTION_STEPS, months=months)


@rule(
    "training.online_yearly",
    title="乡科级领导干部每年网络培训不少于五十学时",
    subject="person",
    parameters=("hours",),
)
def online_yearly(t: Tables, law: LawRow) -> Judgement:
    """干部应当完成规定的网络培训学时。五十学时见于各地做法，规划原文未见，须由本地法规包写明依据后启用。
    只核查全年每一天的最高任职层次都是乡科级的干部，累计当年结束的、方式为网络的认可培训；培训记录没有填方式、可能影响结论的，列为待核。"""
    records = training.in_years(t)
    subjects = tally(
        training.section_level_years(t),
        records,
        seen="training_records",
        online=_hours_where(_.mode == "online"),
        perhaps=_hours_where(_.mode.isnull()),
        mode_empty=ibis.ifelse(_.mode.isnull(), 1, 0).sum(),
    )
    return judge(
        subjects,
        kind="person",
        holds=ibis.cases(
            (_.online >= law.hours, True),
            (_.online + _.perhaps < law.hours, False),
            else_=ibis.null("boolean"),
        ),
        actual="网络培训 " + hours_text(_.online),
        required=texts.at_least(texts.amount(law.hours), "学时"),
        missing=[RECORDS_UNSEEN, (_.mode_empty > 0, texts.number(_.mode_empty) + " 条培训记录未填方式")],
        counted={"training_records": records},
    )


def _hours_where(condition: Expr) -> Expr:
    return ibis.ifelse(condition, _.hours, 0).fill_null(0).sum()
