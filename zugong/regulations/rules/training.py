"""Hours of cadres and members, and what classes are made of."""

from __future__ import annotations

from functools import partial

import ibis
from ibis import _

from zugong.core.outcomes import Force
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import members, tenures, texts, training
from zugong.regulations.facts.dates import full_months, reached
from zugong.regulations.facts.law import under_law, under_law_of_as_of, unseen, with_run
from zugong.regulations.facts.levels import COUNTY
from zugong.regulations.facts.meetings import tally
from zugong.regulations.facts.stretches import stretches
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule


RECORDS_UNSEEN = unseen("training_records", "培训记录")
COURSES_UNSEEN = unseen("training_courses", "课程")

hours_text = partial(texts.counted_amount, unit="学时")


def _hours_or_days(law: LawRow) -> Expr:
    return (_.hours >= law.hours) | (_.days >= law.days)


def _hours_and_days() -> Expr:
    return ibis.ifelse(
        _.hours.isnull(), "学时未知，天数未知", hours_text(_.hours) + "，" + texts.counted_amount(_.days, unit="天")
    )


def _required_hours_or_days(law: LawRow) -> Expr:
    return texts.at_least(texts.amount(law.hours), "学时，或 ≥ ") + texts.amount(law.days) + " 天"


@rule(
    "training.county_level_five_years",
    title="县处级以上领导干部五年内培训时间达标",
    subject="person",
    parameters=("hours", "days", "window_months", "settling_months"),
)
def county_level_five_years(t: Tables, law: LawRow) -> Judgement:
    """县处级以上领导干部每五年参加脱产培训和认可的集中培训累计不少于三个月或者五百五十学时（三个月按九十天计）。
    只核查核查日在任县处级以上、且连续任职满一年的干部，任职未满的不适用；从核查日往前推五年，累计认可的学时或天数。"""
    high = tenures.rows(t).filter(_.level_rank >= COUNTY)
    serving = under_law_of_as_of(stretches(high, by=["person_id"]), t)
    serving = serving.filter((_.since_day <= _.as_of) & (_.as_of < _.end_on)).mutate(subject_id=_.person_id)
    window = serving.select("subject_id", "as_of", "law_window_months")
    records = training.recognized(t)
    counted = window.join(records, window.subject_id == records.person_id)
    counted = counted.filter(~reached(_.ended_on, _.law_window_months, _.as_of)).drop("as_of", "law_window_months")
    return judge(
        tally(serving, counted, seen="training_records", **training.HOURS),
        kind="person",
        applies=full_months(_.since_day, _.as_of) >= law.settling_months,
        holds=_hours_or_days(law),
        actual=_hours_and_days(),
        required=_required_hours_or_days(law),
        missing=[RECORDS_UNSEEN],
        counted={"training_records": counted.mutate(period=ibis.literal(""))},
    )


@rule(
    "training.section_level_yearly",
    title="乡科级领导干部每年培训时间达标",
    subject="person",
    parameters=("hours", "days"),
)
def section_level_yearly(t: Tables, law: LawRow) -> Judgement:
    """乡科级领导干部每年参加培训累计不少于十二天或者九十学时。只核查全年每一天的最高任职层次都是乡科级的干部，累计当年结束的认可培训。"""
    bound = training.section_level_years(t)
    records = training.in_years(t)
    return judge(
        tally(bound, records, seen="training_records", **training.HOURS),
        kind="person",
        holds=_hours_or_days(law),
        actual=_hours_and_days(),
        required=_required_hours_or_days(law),
        missing=[RECORDS_UNSEEN],
        counted={"training_records": records},
    )


@rule(
    "training.member_yearly",
    title="党员每年集中学习培训不少于三十二学时",
    subject="person",
    parameters=("hours",),
)
def member_yearly(t: Tables, law: LawRow) -> Judgement:
    """党员每年集中学习培训时间不少于三十二学时（条文用语“一般”，按应当核查）。只核查全年都有党员组织关系的人（中间转移组织关系、前后相接的连续计算），累计当年结束的认可培训。"""
    bound = training.covering_years(t, stretches(members.rows(t), by=["person_id"]))
    records = training.in_years(t)
    return judge(
        tally(bound, records, seen="training_records", hours=_.hours.sum()),
        kind="person",
        holds=_.hours >= law.hours,
        actual=ibis.ifelse(_.hours.isnull(), "学时未知", hours_text(_.hours)),
        required=texts.at_least(texts.amount(law.hours), "学时"),
        missing=[RECORDS_UNSEEN],
        counted={"training_records": records},
    )


@rule(
    "training.secretary_yearly",
    title="基层党组织书记每年培训不少于五十六学时并至少参加一次集中培训",
    subject="person",
    parameters=("hours", "concentrated_minimum"),
)
def secretary_yearly(t: Tables, law: LawRow) -> Judgement:
    """基层党组织书记每年集中学习培训不少于五十六学时，并且至少参加一次集中培训（方式为集中或者脱产）。只核查全年担任支部书记的人。"""
    secretaries = members.rows(t).filter(_.branch_post == "secretary")
    bound = training.covering_years(t, stretches(secretaries, by=["person_id"]))
    records = training.in_years(t)
    totals = training.mode_count("concentrated", "off_post")
    concentrated = ibis.cases(
        (_.of_mode >= law.concentrated_minimum, True),
        (_.of_mode + _.mode_empty < law.concentrated_minimum, False),
        else_=ibis.null("boolean"),
    )
    return judge(
        tally(bound, records, seen="training_records", hours=_.hours.sum(), **totals),
        kind="person",
        holds=(_.hours >= law.hours) & concentrated,
        actual=ibis.ifelse(
            _.hours.isnull(),
            "学时未知，集中培训次数未知",
            hours_text(_.hours) + "，集中培训 " + texts.counted(_.of_mode, "次"),
        ),
        required=texts.at_least(texts.amount(law.hours), "学时，集中培训 ≥ ")
        + texts.number(law.concentrated_minimum)
        + " 次",
        missing=[RECORDS_UNSEEN, (_.mode_empty > 0, texts.number(_.mode_empty) + " 条培训记录未填方式")],
        counted={"training_records": records},
    )


def _classes(t: Tables) -> Expr:
    """Classes that end in or after the run, or have no last day, under the law of their last day."""
    classes = with_run(t.training_classes, t).mutate(on_day=ibis.coalesce(_.until, _.as_of))
    recent = classes.filter(_.until.isnull() | (_.until >= _.run_since))
    return under_law(recent, t, on="on_day").mutate(subject_id=_.class_id)


def _courses(t: Tables) -> Expr:
    return t.training_courses.mutate(subject_id=_.class_id)


NO_COURSES = (_.courses == 0, "班次没有课程记录")
NO_HOURS = ((_.courses > 0) & (_.hours == 0), "课程学时均为 0")


@rule(
    "training.party_spirit_share",
    title="干部培训班次党性教育课程占比不低于百分之五十",
    subject="training_class",
    parameters=("share",),
    force=Force.LOCAL,
)
def party_spirit_share(t: Tables, law: LawRow) -> Judgement:
    """每个干部培训班次，党性教育课程学时不低于总学时的一半（本区要求）。没有课程或者总学时为零的，列为待核。"""
    share = law.share("share")
    courses = _courses(t)
    spirit = ibis.ifelse(_.category == "party_spirit", _.hours, 0)
    return judge(
        tally(
            _classes(t), courses, seen="training_courses", courses=_.count(), hours=_.hours.sum(), spirit=spirit.sum()
        ),
        kind="training_class",
        unknown_if=(_.courses == 0) | (_.hours == 0),
        holds=share.reached(_.spirit, _.hours),
        actual="党性教育 " + hours_text(_.spirit) + " / 共 " + hours_text(_.hours),
        required=texts.share_of("总学时", share),
        missing=[COURSES_UNSEEN, NO_COURSES, NO_HOURS],
        counted={"training_courses": courses.mutate(period=ibis.literal(""))},
    )


@rule(
    "training.leader_lecture_share",
    title="主体班次领导干部授课占比不低于百分之二十",
    subject="training_class",
    parameters=("share",),
)
def leader_lecture_share(t: Tables, law: LawRow) -> Judgement:
    """党校（行政学院）主体班次，领导干部授课课时不低于总课时的百分之二十。没有课程、总学时为零，或者所有课程都没有标明是否领导干部授课的，列为待核。"""
    share = law.share("share")
    courses = _courses(t)
    classes = training.main_classes(t).filter(_.until.notnull())
    lectures = ibis.ifelse(_.leader_lecture, _.hours, 0).fill_null(0)
    subjects = tally(
        classes,
        courses,
        seen="training_courses",
        courses=_.count(),
        hours=_.hours.sum(),
        lectures=lectures.sum(),
        marked=_.leader_lecture.count(),
    )
    return judge(
        subjects,
        kind="training_class",
        unknown_if=(_.courses == 0) | (_.hours == 0) | (_.marked == 0),
        holds=share.reached(_.lectures, _.hours),
        actual="领导干部授课 " + hours_text(_.lectures) + " / 共 " + hours_text(_.hours),
        required=texts.share_of("总学时", share),
        missing=[
            COURSES_UNSEEN,
            NO_COURSES,
            NO_HOURS,
            ((_.courses > 0) & (_.marked == 0), "课程均未标明是否领导干部授课"),
        ],
        counted={"training_courses": courses.mutate(period=ibis.literal(""))},
    )


@rule(
    "training.leave_share",
    title="脱产培训请假不超过总学时七分之一",
    subject="training_record",
    parameters=("share",),
)
def leave_share(t: Tables, law: LawRow) -> Judgement:
    """脱产培训期间累计请假不得超过总学时的七分之一，超过的按退学处理。只核查登记了请假学时的脱产培训记录。"""
    share = law.share("share")
    records = with_run(t.training_records.filter((_.mode == "off_post") & _.leave_hours.notnull()), t)
    inside = records.filter((_.ended_on >= _.run_since) & (_.ended_on <= _.as_of))
    name = _.person_id + "/" + _.class_id.fill_null("") + "/" + _.ended_on.cast("string")
    subjects = under_law(inside, t, on="ended_on").mutate(subject_id=name)
    return judge(
        subjects,
        kind="training_record",
        holds=_.leave_hours * share.denominator <= _.hours * share.numerator,
        actual="请假 " + hours_text(_.leave_hours) + " / 共 " + hours_text(_.hours),
        required="≤ 总学时的 " + share.text,
        missing=[],
        counted={"training_records": subjects.mutate(period=ibis.literal(""))},
    )
