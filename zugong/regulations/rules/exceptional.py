"""选拔任用条例 on exceptional promotion: not too soon, not too far, not twice in a row."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import cases, tenures, texts
from zugong.regulations.facts.dates import reached
from zugong.regulations.facts.stretches import stretches
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule
from zugong.regulations.rules.qualification import TENURES_UNSEEN
from zugong.regulations.tables.schema import LEVELS


def _exceptional(t: Tables) -> Expr:
    return cases.under_judgement(t).filter(_.exceptional)


def _case_rows(subjects: Expr, t: Tables) -> dict[str, Expr]:
    columns = [name for name in t.appointment_cases.columns if name in subjects.columns]
    return {"appointment_cases": subjects.select("subject_id", *columns).mutate(period=ibis.literal(""))}


def _other_cases(subjects: Expr, t: Tables) -> Expr:
    """Other cases of the same person: subject_id and on_day of the case judged, other_… of the other one."""
    names = ("letter_on", "decided_on", "probation_until", "probation_required", "exceptional")
    others = t.appointment_cases.select(
        other_id=_.case_id, other_person=_.person_id, **{f"other_{name}": _[name] for name in names}
    )
    of = subjects.select("subject_id", "on_day", case_person_id=_.person_id)
    return of.join(others, [of.case_person_id == others.other_person, of.subject_id != others.other_id])


def _with_probation(subjects: Expr, t: Tables) -> Expr:
    """Cases with the end of a probation of another case that holds the reference day, and those of unknown end."""
    issued = _other_cases(subjects, t).filter(_.other_letter_on <= _.on_day)
    running = ibis.ifelse(_.other_probation_until >= _.on_day, _.other_probation_until, ibis.null("date"))
    endless = _.other_probation_until.isnull() & _.other_probation_required.fill_null(False)
    totals = issued.group_by(probation_of=_.subject_id).agg(
        on_probation_until=running.max(), endless_probations=ibis.ifelse(endless, 1, 0).sum()
    )
    return cases.with_totals(subjects, totals, "probation_of")


def _with_promotion(subjects: Expr, t: Tables) -> Expr:
    """Cases with promoted_on: since when their person held without a break the highest level of the day before."""
    held = tenures.levelled(t)
    of = subjects.select("subject_id", "on_day", case_person_id=_.person_id)
    day_before = [of.case_person_id == held.person_id, held.since_day < of.on_day, held.end_on >= of.on_day]
    highest = of.join(held, day_before).group_by(["subject_id", "on_day", "case_person_id"])
    highest = highest.agg(highest=_.level_rank.max())
    unbroken = stretches(held, by=["person_id", "level_rank"])
    promoted = highest.join(
        unbroken,
        [
            highest.case_person_id == unbroken.person_id,
            highest.highest == unbroken.level_rank,
            unbroken.since_day < highest.on_day,
            unbroken.end_on >= highest.on_day,
        ],
    )
    promoted = promoted.select(promoted_case=_.subject_id, promoted_on=_.since_day)
    return cases.with_totals(subjects, promoted, "promoted_case")


@rule(
    "appointment.exceptional.interval",
    title="试用期内或者提拔任职不满一年的不得破格提拔",
    subject="appointment_case",
    parameters=("months",),
)
def interval(t: Tables, law: LawRow) -> Judgement:
    """任职试用期未满或者提拔任职不满一年的，不得破格提拔。看本人其他个案的试用期在本案基准日是否已满，并从基准日前一天所任最高层次的连续起任日算起是否满一年。
    没有填写层次的任职经历，或者另案须试用而没有填试用期止、可能影响结论的，列为待核。"""
    subjects = _with_promotion(_with_probation(_exceptional(t), t), t)
    endless = _.endless_probations.fill_null(0) > 0
    off_probation = ibis.cases(
        (_.on_probation_until.notnull(), False), (endless, ibis.null("boolean")), else_=ibis.literal(True)
    )
    return judge(
        subjects,
        kind="appointment_case",
        holds=off_probation & reached(_.promoted_on, law.months, _.on_day),
        actual=ibis.ifelse(_.promoted_on.isnull(), "上次提拔时间未知", "现任最高层次起 " + texts.iso(_.promoted_on))
        + ibis.ifelse(_.on_probation_until.isnull(), "", "，试用期至 " + texts.iso(_.on_probation_until)),
        required="不在试用期，提拔任职满 " + texts.number(law.months) + " 个月",
        missing=[
            TENURES_UNSEEN,
            (_.seen_tenures & _.promoted_on.isnull(), "基准日前一天没有填写层次的任职经历"),
            (endless, "另案须试用而未填试用期止"),
        ],
        counted=_case_rows(subjects, t),
    )


@rule(
    "appointment.exceptional.levels",
    title="不得越两级提拔",
    subject="appointment_case",
    parameters=("maximum_skipped",),
)
def levels(t: Tables, law: LawRow) -> Judgement:
    """破格提拔不得越两级。核查破格的个案，以及拟任层次比现任层次高出一级以上的个案：中间越过的层次不超过一级。拟任或者现任层次没有填写的不核查。"""
    steps = _.target_rank - _.from_rank
    known = cases.under_judgement(t).filter(_.target_rank.notnull() & _.from_rank.notnull())
    subjects = known.filter(_.exceptional | (steps > 1)).mutate(skipped=ibis.greatest(steps - 1, 0))
    return judge(
        subjects,
        kind="appointment_case",
        holds=_.skipped <= law.maximum_skipped,
        actual=texts.label_of(_.from_level, LEVELS)
        + " → "
        + texts.label_of(_.target_level, LEVELS)
        + "，越过 "
        + texts.counted(_.skipped, "级"),
        required="越过 " + texts.at_most(texts.number(law.maximum_skipped), "级"),
        missing=[],
        counted=_case_rows(subjects, t),
    )


@rule(
    "appointment.exceptional.consecutive",
    title="不得连续破格提拔",
    subject="appointment_case",
    parameters=("duty",),
)
def consecutive(t: Tables, law: LawRow) -> Judgement:
    """不得在任职年限上连续破格。看本人基准日前最近一次讨论决定的个案（同一天有几个的，有一个破格即算），不是破格的为合规；此前没有讨论决定过的个案的，不适用。"""
    subjects = _exceptional(t)
    earlier = _other_cases(subjects, t).filter(_.other_decided_on < _.on_day)
    earlier = earlier.mutate(was_exceptional=_.other_exceptional.fill_null(False))
    latest = ibis.window(
        group_by="subject_id", order_by=[ibis.desc("other_decided_on"), ibis.desc("was_exceptional"), "other_id"]
    )
    previous = earlier.mutate(place=ibis.row_number().over(latest)).filter(_.place == 0)
    previous = previous.select(
        "was_exceptional", earlier_of=_.subject_id, previous_id=_.other_id, previous_on=_.other_decided_on
    )
    subjects = cases.with_totals(subjects, previous, "earlier_of")
    return judge(
        subjects,
        kind="appointment_case",
        applies=ibis.ifelse(_.previous_id.isnull(), False, True),  # `x IS NOT NULL IS NULL` is no SQL to Spark
        holds=~_.was_exceptional,
        actual="上次 "
        + texts.iso(_.previous_on)
        + " 决定（"
        + _.previous_id
        + "），"
        + ibis.ifelse(_.was_exceptional, "破格", "未破格"),
        required="上次不是破格提拔",
        missing=[],
        counted=_case_rows(subjects, t),
    )
