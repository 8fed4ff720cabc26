"""选拔任用条例 on training: enough of it when promoted, or made up for within a year."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import cases, texts, training
from zugong.regulations.facts.dates import add_months, reached, within
from zugong.regulations.facts.levels import COUNTY, SECTION
from zugong.regulations.facts.meetings import tally
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule
from zugong.regulations.rules.qualification import FROM_MISSING
from zugong.regulations.rules.training import RECORDS_UNSEEN, hours_text


def _promoted(t: Tables) -> Expr:
    """Cases decided or carried out with a county target, with appointed_on, from which the time to make up runs."""
    done = _.decided_on.notnull() | _.letter_on.notnull() | _.effective_on.notnull()
    promoted = cases.under_judgement(t).filter(cases.county_target() & done)
    return promoted.mutate(appointed_on=ibis.coalesce(_.letter_on, _.effective_on, _.on_day))


def _records_until_deadline(subjects: Expr, t: Tables, *columns: str) -> Expr:
    """Recognised records of each case's person ended by the last day for making up."""
    records = training.recognized(t)
    of = subjects.select(
        "subject_id", "on_day", "appointed_on", "law_grace_months", *columns, case_person_id=_.person_id
    )
    joined = of.join(records, of.case_person_id == records.person_id)
    return joined.filter(within(_.appointed_on, _.law_grace_months, _.ended_on))


def _judge_hours(subjects: Expr, records: Expr, t: Tables, law: LawRow, *, applies: Expr) -> Judgement:
    """Hours or days reached; if not, unknown until the time to make up is over."""
    counted = records.select("subject_id", *t.training_records.columns)
    enough = (_.hours >= law.hours) | (_.days >= law.days)
    subjects = tally(subjects, counted, seen="training_records", **training.HOURS).mutate(enough=enough)
    over = reached(_.appointed_on, law.grace_months, _.as_of)
    deadline = texts.iso(add_months(_.appointed_on, law.grace_months))
    to_make_up = "培训尚未达标，任职后 " + texts.number(law.grace_months) + " 个月内补训，截止 " + deadline
    return judge(
        subjects,
        kind="appointment_case",
        applies=applies,
        holds=_.enough | ibis.ifelse(over, False, ibis.null("boolean")),
        actual=ibis.ifelse(
            _.hours.isnull(),
            "学时未知，天数未知",
            hours_text(_.hours) + "，" + texts.counted_amount(_.days, unit="天"),
        ),
        required=texts.at_least(texts.amount(law.hours), "学时，或 ≥ ") + texts.amount(law.days) + " 天",
        missing=[FROM_MISSING, RECORDS_UNSEEN, (_.from_rank.notnull() & ~_.enough & ~over, to_make_up)],
        counted={"training_records": counted.mutate(period=ibis.literal(""))},
    )


@rule(
    "appointment.qualification.training",
    title="县处级干部提任时培训时间达标，未达标的任职后一年内补足",
    subject="appointment_case",
    parameters=(
        "grace_months",
        "training.county_level_five_years.hours",
        "training.county_level_five_years.days",
        "training.county_level_five_years.window_months",
    ),
)
def county_level(t: Tables, law: LawRow) -> Judgement:
    """提任领导职务的，应当经过规定的培训；因特殊情况提任前未达到要求的，应当在提任后一年内完成。核查已经决定或者任职、拟任县处级以上、现任县处级以上的个案：基准日前五年加上任职后一年内，认可的学时或者天数达到五年的要求。
    未达到而一年期限未满的，列为待核，写明补训截止日；现任乡科级的由另一条规则核查，这里不适用。任职后的一年从任职文件之日起算（没有的看任职日期，再没有的看基准日）。"""
    subjects = _promoted(t)
    records = _records_until_deadline(subjects, t, "law_window_months")
    in_window = records.filter(~reached(_.ended_on, _.law_window_months, _.on_day))
    return _judge_hours(subjects, in_window, t, law, applies=_.from_rank >= COUNTY)


@rule(
    "appointment.qualification.training_section_level",
    title="乡科级干部提任县处级时上年培训时间达标，未达标的任职后一年内补足",
    subject="appointment_case",
    parameters=(
        "appointment.qualification.training.grace_months",
        "training.section_level_yearly.hours",
        "training.section_level_yearly.days",
    ),
)
def section_level(t: Tables, law: LawRow) -> Judgement:
    """提任领导职务的，应当经过规定的培训；因特殊情况提任前未达到要求的，应当在提任后一年内完成。核查已经决定或者任职、拟任县处级以上、现任乡科级的个案：从基准日上一年的一月一日起到任职后一年内，认可的学时或者天数达到一年的要求。
    未达到而一年期限未满的，列为待核，写明补训截止日；现任其他层次的不适用。"""
    subjects = _promoted(t)
    records = _records_until_deadline(subjects, t)
    recent = records.filter(_.ended_on.year() >= _.on_day.year() - 1)
    section = (_.from_rank >= SECTION) & (_.from_rank < COUNTY)
    return _judge_hours(subjects, recent, t, law, applies=section)
