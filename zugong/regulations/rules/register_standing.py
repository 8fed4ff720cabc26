"""Assessments, education, the review of the dossier and the yearly report are complete and agree."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.core.outcomes import Force
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import tenures, texts
from zugong.regulations.facts.dates import months_after_year, reached
from zugong.regulations.facts.levels import EDUCATION_RANKS, education_rank, rank
from zugong.regulations.facts.register import (
    counted_rows,
    each_person,
    judge_faults,
    persons,
    shown_people,
)
from zugong.regulations.judging import Judgement
from zugong.regulations.registry import rule
from zugong.regulations.tables.schema import DOSSIER_ITEMS, EDUCATION_LEVELS


DIPLOMA_WORDS = (
    ("研究生", "postgraduate"),
    ("大专|专科", "associate"),
    ("大学|本科", "bachelor"),
    ("中专|中技|中师|技校|职高|高中|初中|小学", "below"),
)
"""What in the name of a diploma tells its level; the first that is found decides."""


@rule(
    "register.assessment_gap",
    title="任职年度都有年度考核等次",
    subject="person",
    parameters=("years_back", "settled_months"),
    force=Force.GENERALLY,
)
def assessment_gap(t: Tables, law: LawRow) -> Judgement:
    """年末在任的干部，当年应当有年度考核等次（不定等次也要登记）。只看近几个已经考核完毕的年度，并且全部数据中至少有一人登记了等次的年度；科员级以上、填有层次的任职才算。"""
    filled = persons(t.annual_assessments.select("year", "person_id"), t)
    past = (_.year < _.as_of.year()) & (_.year >= _.as_of.year() - law.years_back)
    settled = months_after_year(_.year, _.as_of) >= law.settled_months
    years = filled.filter(past & settled).select(judged_year="year").distinct()
    held = tenures.levelled(t).cross_join(years)
    at_end = (_.since_day.year() <= _.judged_year) & (_.end_on.year() > _.judged_year)
    due = held.filter(at_end).select("person_id", "judged_year").distinct()
    graded = t.annual_assessments.select(grade_of="person_id", graded_year="year")
    lacking = due.anti_join(graded, [due.person_id == graded.grade_of, due.judged_year == graded.graded_year])
    return judge_faults(
        each_person(due, t),
        lacking.mutate(note=texts.number(_.judged_year) + " 年度没有等次"),
        fine="都有等次",
        required="近 " + texts.number(law.years_back) + " 个年度都有等次",
        counted={"annual_assessments": counted_rows(t.annual_assessments)},
    )


def _level_told(name: Expr) -> Expr:
    cases = ((name.re_search(words), EDUCATION_RANKS[level]) for words, level in DIPLOMA_WORDS)
    return ibis.cases(*cases, else_=ibis.null("int64"))


@rule(
    "register.education_agrees",
    title="学历与最高的学历证书一致",
    subject="person",
    parameters=("duty",),
    force=Force.GENERALLY,
)
def education_agrees(t: Tables, law: LawRow) -> Judgement:
    """人员的学历应当与登记的学历（全日制和在职）中最高的一致。只看学历不看学位，按名称中的研究生、大学、大专等字样判断；名称看不出层次的列为待核。"""
    diplomas = t.diplomas.filter(_.kind == "education_level").mutate(told=_level_told(_.name))
    best = diplomas.group_by(diploma_of=_.person_id).agg(
        best=_.told.max(), untold=ibis.ifelse(_.told.isnull(), 1, 0).sum()
    )
    known = t.people.filter(_.education.notnull())
    people = persons(known.join(best, known.person_id == best.diploma_of), t)
    own = education_rank(_.education)
    differing = people.filter((own < _.best) | ((own > _.best) & (_.untold == 0)))
    labels = [(_.best == place, EDUCATION_LEVELS[level]) for level, place in EDUCATION_RANKS.items()]
    note = (
        "学历为" + texts.label_of(_.education, EDUCATION_LEVELS) + "，证书最高为" + ibis.cases(*labels, else_="未知")
    )
    return judge_faults(
        people,
        differing.mutate(note=note),
        fine="一致",
        required="与最高的学历证书一致",
        unknown_if=(_.untold > 0) & (education_rank(_.education) != _.best).fill_null(True),
        missing=[(_.untold > 0, texts.number(_.untold) + " 个学历证书的名称看不出层次")],
        counted={"people": shown_people(t), "diplomas": counted_rows(t.diplomas)},
    )


@rule(
    "register.dossier_settled",
    title="档案存疑事项按期认定",
    subject="person",
    parameters=("months",),
    force=Force.GENERALLY,
)
def dossier_settled(t: Tables, law: LawRow) -> Judgement:
    """干部人事档案审核中出生、参加工作、入党、学历、经历、身份存疑的，应当及时调查认定。存疑超过规定月数没有认定的列出；没有填审核日期的列为待核。"""
    doubted = persons(t.dossier_reviews.filter(_.outcome == "in_doubt"), t)
    blank = doubted.group_by(doubt_of=_.person_id).agg(blank=ibis.ifelse(_.reviewed_on.isnull(), 1, 0).sum())
    people = each_person(doubted, t)
    people = people.join(blank, people.person_id == blank.doubt_of)
    stale = doubted.filter(reached(_.reviewed_on, law.months, _.as_of))
    return judge_faults(
        people,
        stale.mutate(note=texts.label_of(_.item, DOSSIER_ITEMS) + "自 " + texts.iso(_.reviewed_on) + " 起存疑"),
        fine="存疑未满期限",
        required="存疑不满 " + texts.number(law.months) + " 个月",
        unknown_if=_.blank > 0,
        missing=[(_.blank > 0, "存疑事项没有填审核日期")],
        counted={"dossier_reviews": counted_rows(t.dossier_reviews)},
    )


@rule(
    "register.personal_matters_yearly",
    title="上一年度个人有关事项已报告",
    subject="person",
    parameters=("lowest_level", "last_month"),
)
def personal_matters_yearly(t: Tables, law: LawRow) -> Judgement:
    """县处级副职以上领导干部每年一月三十一日前集中报告上一年度个人有关事项。上年末任该层次以上职务、核查日仍在任而没有上一年度报告的，为不合规。全部数据中没有该年度报告的，视为没有登记，不核；本地扩大报告范围的，在参数中改层次。"""
    held = persons(tenures.levelled(t), t)
    year = _.as_of.year() - ibis.ifelse(_.as_of.month() > law.last_month, 1, 2)
    held = held.mutate(due_year=year, lowest=rank(law.lowest_level))
    held = held.filter((_.since_day.year() <= _.due_year) & (_.end_on.year() > _.due_year))
    held = held.filter((_.level_rank >= _.lowest) & (_.as_of < _.end_on))
    reports = t.personal_matters_reports.select(report_of="person_id", reported_year="year")
    kept = reports.select(kept_year="reported_year").distinct()
    due = held.semi_join(kept, [held.due_year == kept.kept_year])
    lacking = due.anti_join(reports, [due.person_id == reports.report_of, due.due_year == reports.reported_year])
    lacking = lacking.select("person_id", "due_year").distinct()
    return judge_faults(
        each_person(due, t),
        lacking.mutate(note=texts.number(_.due_year) + " 年度没有报告"),
        fine="已报告",
        required="上一年度已报告",
        counted={"personal_matters_reports": counted_rows(t.personal_matters_reports)},
    )
