"""选拔任用条例: conditions and qualifications of the person to be appointed."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
from ibis import _

from zugong.core.outcomes import Force
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import cases, levels, tenures, texts
from zugong.regulations.facts.dates import full_months, reached
from zugong.regulations.facts.law import unseen, unseen_or
from zugong.regulations.facts.stretches import stretches
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule
from zugong.regulations.tables.schema import EDUCATION_LEVELS


TARGET_MISSING = (_.target_rank.isnull(), "未填拟任层次")
FROM_MISSING = (_.from_rank.isnull(), "未填现任层次")
TENURES_UNSEEN = unseen("tenures", "任职经历")


def _case_rows(subjects: Expr, t: Tables) -> Mapping[str, Expr]:
    columns = [name for name in t.appointment_cases.columns if name in subjects.columns]
    return {"appointment_cases": subjects.select("subject_id", *columns).mutate(period=ibis.literal(""))}


@rule(
    "appointment.qualification.work_years",
    title="提任县处级领导职务应有五年以上工龄",
    subject="appointment_case",
    parameters=("months",),
)
def work_years(t: Tables, law: LawRow) -> Judgement:
    """提任县处级领导职务的，应当具有五年以上工龄。从参加工作时间算到本案基准日（讨论决定日，没有决定的为考察日，再没有的为核查日）。县处级以下和破格提拔的不适用。"""
    subjects = cases.with_person(cases.under_judgement(t), t, "work_started_on")
    return judge(
        subjects,
        kind="appointment_case",
        applies=cases.county_target() & ~_.exceptional,
        holds=reached(_.work_started_on, law.months, _.on_day),
        actual="参加工作 " + texts.iso(_.work_started_on) + _months_since(_.work_started_on),
        required=texts.at_least(texts.number(law.months), "个月"),
        missing=[TARGET_MISSING, *cases.person_lacks("work_started_on", "未填参加工作时间")],
        counted=_case_rows(subjects, t),
    )


def _months_since(day: Expr) -> Expr:
    """`，满 60 个月` on the reference day; nothing where the day is empty."""
    months = ibis.greatest(full_months(day, _.on_day), 0)
    return ibis.ifelse(day.isnull(), "", "，满 " + months_text(months))


def months_text(months: Expr) -> Expr:
    return texts.counted(months, "个月")


def with_tenures_begun(subjects: Expr, t: Tables) -> Expr:
    """Cases with the number of tenures begun by the reference day: all, with a level, with the grass-roots mark."""
    begun = tenures.begun(subjects, t)
    totals = begun.group_by(tenures_of=_.subject_id).agg(
        tenures_begun=_.count(), levelled=_.level.count(), grassroots_marked=_.grassroots.count()
    )
    joined = cases.with_totals(subjects, totals, "tenures_of")
    names = ("tenures_begun", "levelled", "grassroots_marked")
    return joined.mutate(**{name: joined[name].fill_null(0) for name in names})


NO_TENURES = (_.tenures_begun == 0, "基准日前没有任职经历")
NO_LEVELLED = (_.levelled == 0, "基准日前没有填写层次的任职经历")
NO_GRASSROOTS_MARK = (
    (_.tenures_begun > 0) & (_.grassroots_marked == 0),
    "任职经历均未标明是否基层经历",
)
LEVELS_MISSING = unseen_or("tenures", "任职经历", NO_LEVELLED)


@rule(
    "appointment.qualification.grassroots_years",
    title="提任县处级领导职务应有两年以上基层工作经历",
    subject="appointment_case",
    parameters=("months",),
)
def grassroots_years(t: Tables, law: LawRow) -> Judgement:
    """提任县处级领导职务的，应当具有两年以上基层工作经历。标明基层经历的任职，重叠或者首尾相接的先合并，再分段累计到基准日的足月数。县处级以下和破格提拔的不适用；没有任职经历、或者都没有标明是否基层的，列为待核。"""
    subjects = with_tenures_begun(cases.under_judgement(t), t)
    rows = tenures.begun(subjects, t).filter(_.grassroots)
    grassroots = stretches(tenures.rows(t).filter(_.grassroots), by=["person_id"])
    subjects = tenures.with_months(subjects, grassroots)
    return judge(
        subjects,
        kind="appointment_case",
        applies=cases.county_target() & ~_.exceptional,
        unknown_if=_.grassroots_marked == 0,
        holds=_.months >= law.months,
        actual=ibis.ifelse(_.grassroots_marked == 0, "基层经历未知", "基层经历 " + months_text(_.months)),
        required=texts.at_least(texts.number(law.months), "个月"),
        missing=[TARGET_MISSING, *unseen_or("tenures", "任职经历", NO_TENURES, NO_GRASSROOTS_MARK)],
        counted={"tenures": rows.mutate(period=ibis.literal(""))},
    )


@rule(
    "appointment.qualification.lower_posts",
    title="提任县处级以上领导职务一般应有下一级两个以上职位任职经历",
    subject="appointment_case",
    parameters=("minimum",),
    force=Force.GENERALLY,
)
def lower_posts(t: Tables, law: LawRow) -> Judgement:
    """提任县处级以上领导职务的，一般应当具有在下一级两个以上职位任职的经历。数基准日前开始的、层次恰为下一级的不同职位（职务或者单位不同即为不同职位）。县处级以下不适用；没有填写层次的任职经历的，列为待核。"""
    subjects = with_tenures_begun(cases.under_judgement(t), t)
    begun = tenures.begun(subjects, t)
    target = subjects.select(target_of=_.subject_id, next_lower=_.target_rank - 1)
    lower = begun.join(target, [begun.subject_id == target.target_of, begun.level_rank == target.next_lower])
    lower = lower.drop("target_of", "next_lower")
    place = lower.organization_id.fill_null("")
    posts = lower.select("subject_id", "post", place=place, placed=lower.organization_id.notnull()).distinct()
    totals = posts.group_by(posts_of=_.subject_id).agg(posts=_.count())
    subjects = cases.with_totals(subjects, totals, "posts_of").mutate(posts=_.posts.fill_null(0))
    return judge(
        subjects,
        kind="appointment_case",
        applies=cases.county_target(),
        unknown_if=_.levelled == 0,
        holds=_.posts >= law.minimum,
        actual=ibis.ifelse((_.levelled == 0) | _.target_rank.isnull(), "职位数未知", texts.counted(_.posts, "个职位")),
        required=texts.at_least(texts.number(law.minimum), "个职位"),
        missing=[TARGET_MISSING, *LEVELS_MISSING],
        counted={"tenures": lower.mutate(period=ibis.literal(""))},
    )


def years_at_from_level(t: Tables, steps: tuple[tuple[str, str], ...], *, months: Expr) -> Judgement:
    """For one of the steps from level to level: `months` at exactly from_level; not for exceptional cases."""
    subjects = tenures.at_from_level(with_tenures_begun(cases.under_judgement(t), t), t).mutate(needed=months)
    return judge(
        subjects,
        kind="appointment_case",
        applies=levels.is_step(_.from_level, _.target_level, steps) & ~_.exceptional,
        unknown_if=_.levelled == 0,
        holds=_.months >= _.needed,
        actual=_time_at_from_level(),
        required=texts.at_least(texts.number(_.needed), "个月"),
        missing=[TARGET_MISSING, FROM_MISSING, *LEVELS_MISSING],
        counted={"tenures": tenures.rows_at_from_level(subjects, t).mutate(period=ibis.literal(""))},
    )


def _time_at_from_level() -> Expr:
    unknown = (_.levelled == 0) | _.from_rank.isnull()
    return ibis.ifelse(unknown, "现任层次任职时间未知", "现任层次任职 " + months_text(_.months))


@rule(
    "appointment.qualification.deputy_years",
    title="副职提任正职应在副职岗位工作两年以上",
    subject="appointment_case",
    parameters=("months",),
)
def deputy_years(t: Tables, law: LawRow) -> Judgement:
    """提任县处级以上领导职务，由副职提任正职的，应当在副职岗位工作两年以上。只累计层次恰为现任层次的任职。其他情形和破格提拔的不适用；没有填写层次的任职经历的，列为待核。"""
    return years_at_from_level(t, levels.DEPUTY_TO_PRINCIPAL, months=law.months)


@rule(
    "appointment.qualification.lower_principal_years",
    title="下级正职提任上级副职应在下级正职岗位工作三年以上",
    subject="appointment_case",
    parameters=("months",),
)
def lower_principal_years(t: Tables, law: LawRow) -> Judgement:
    """提任县处级以上领导职务，由下级正职提任上级副职的，应当在下级正职岗位工作三年以上。只累计层次恰为现任层次的任职。其他情形和破格提拔的不适用；没有填写层次的任职经历的，列为待核。"""
    return years_at_from_level(t, levels.PRINCIPAL_TO_UPPER_DEPUTY, months=law.months)


EDUCATION_NAMES = EDUCATION_LEVELS | {"below": "大专以下"}


def _needed_education(law: LawRow) -> Expr:
    """The level the target asks for; both levels of the law where the target level is missing."""
    minimum, of_bureau = ("≥ " + texts.label_of(level, EDUCATION_NAMES) for level in (law.minimum, law.bureau_minimum))
    return ibis.cases(
        (cases.bureau_target(), of_bureau),
        (~cases.bureau_target(), minimum),
        else_=minimum + "（厅局级以上 " + of_bureau + "）",
    )


@rule(
    "appointment.qualification.education",
    title="提任领导职务一般应具有大学专科以上文化程度，厅局级以上一般应具有大学本科以上文化程度",
    subject="appointment_case",
    parameters=("minimum", "bureau_minimum"),
    force=Force.GENERALLY,
)
def education(t: Tables, law: LawRow) -> Judgement:
    """一般应当具有大学专科以上文化程度，其中厅局级以上领导干部一般应当具有大学本科以上文化程度。县处级以下不适用。"""
    subjects = cases.with_person(cases.under_judgement(t), t, "education")
    needed = ibis.ifelse(cases.bureau_target(), law.bureau_minimum, law.minimum)
    subjects = subjects.mutate(needed=needed)
    return judge(
        subjects,
        kind="appointment_case",
        applies=cases.county_target(),
        holds=levels.education_rank(_.education) >= levels.education_rank(_.needed),
        actual=texts.label_of(_.education, EDUCATION_NAMES),
        required=_needed_education(law),
        missing=[TARGET_MISSING, *cases.person_lacks("education", "未填学历")],
        counted=_case_rows(subjects, t),
    )


def _consent_by(day: Expr) -> Expr:
    """Consent is set and not later than `day`; where that day is not set, being set is enough."""
    given = _.exceptional_consent_on.notnull()
    return given & (day.isnull() | (_.exceptional_consent_on <= day).fill_null(False))


def _consent_until(label: str, day: Expr) -> Expr:
    """The day by which consent is due; where it is not set, that consent is there."""
    return ibis.ifelse(day.isnull(), f"有上级同意日期（{label}未填）", f"不晚于{label} " + texts.iso(day))


@rule(
    "appointment.qualification.exceptional_consent",
    title="破格和越级提拔须事先报上级组织部门同意",
    subject="appointment_case",
    parameters=("duty",),
)
def exceptional_consent(t: Tables, law: LawRow) -> Judgement:
    """破格提拔应当在讨论决定前、越级提拔或者不经民主推荐的应当在考察前，报上级组织（人事）部门同意。破格但拟任或现任层次没有填写、两种算法结论不同的，列为待核。"""
    subjects = cases.under_judgement(t).mutate(skips=_.target_rank - _.from_rank > 1)
    subjects = subjects.filter(_.exceptional | _.skips.fill_null(False)).mutate(
        before_vetting=_.skips | (_.assembly_recommendation_on.isnull() & _.interview_recommendation_on.isnull()),
        in_vetting_time=_consent_by(_.vetting_on),
        in_decision_time=_consent_by(_.decided_on),
    )
    holds = ibis.cases(
        (_.before_vetting, _.in_vetting_time),
        (~_.before_vetting, _.in_decision_time),
        (_.in_vetting_time == _.in_decision_time, _.in_decision_time),
        else_=ibis.null("boolean"),
    )
    deadline = ibis.cases(
        (_.before_vetting, _consent_until("考察日", _.vetting_on)),
        (~_.before_vetting, _consent_until("讨论决定日", _.decided_on)),
        else_="不晚于考察日（越级）或讨论决定日",
    )
    return judge(
        subjects,
        kind="appointment_case",
        holds=holds,
        actual="上级同意 " + texts.iso(_.exceptional_consent_on),
        required=deadline,
        missing=[TARGET_MISSING, FROM_MISSING],
        counted=_case_rows(subjects, t),
    )
