"""Training due within months of becoming secretary or a full member."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import members, texts, training
from zugong.regulations.facts.dates import OPEN_START, reached, within
from zugong.regulations.facts.law import with_run
from zugong.regulations.facts.meetings import tally
from zugong.regulations.facts.stretches import stretches
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule
from zugong.regulations.rules.training import RECORDS_UNSEEN


def _due_in_run(starts: Expr, t: Tables) -> Expr:
    """Starts (person_id, since_day, …) whose deadline lies in the run, under the law of the deadline.

    The deadline is the law's months after since_day. An empty start is not judged.
    """
    known = with_run(starts.filter(_.since_day > OPEN_START), t).cross_join(t.law)
    in_force = within(_.since_day, _.law_months, _.law_since) & ~within(_.since_day, _.law_months, _.law_until)
    in_run = within(_.since_day, _.law_months, _.run_since) & reached(_.since_day, _.law_months, _.as_of)
    return known.filter(in_force & in_run).mutate(subject_id=_.person_id)


def _latest(due: Expr) -> Expr:
    """The latest start of each person."""
    newest_first = ibis.window(group_by="subject_id", order_by=ibis.desc("since_day"))
    return due.mutate(place=ibis.row_number().over(newest_first)).filter(_.place == 0).drop("place")


def _records(subjects: Expr, t: Tables, *, first: str) -> Expr:
    """Recognised records of each subject ended from the day in column `first` to its deadline."""
    records = training.recognized(t)
    of = subjects.select("subject_id", "since_day", "law_months", first_day=_[first])
    joined = of.join(records, [of.subject_id == records.person_id, records.ended_on >= of.first_day])
    return joined.filter(within(_.since_day, _.law_months, _.ended_on))


def _counted(records: Expr, t: Tables) -> dict[str, Expr]:
    rows = records.select("subject_id", *t.training_records.columns)
    return {"training_records": rows.mutate(period=ibis.literal(""))}


@rule(
    "training.new_secretary",
    title="新任党支部书记半年内参加集中培训",
    subject="person",
    parameters=("months",),
)
def new_secretary(t: Tables, law: LawRow) -> Judgement:
    """新任基层党组织书记，应当在任职后半年内参加集中培训。核查任支部书记满半年的那一天落在核查时段内、并且任满了半年的人：从起任日到满半年那天，至少有一次认可的集中或者脱产培训。
    不知道从哪天起任的不核查；一人有几次的看最近一次；培训记录没有填方式、可能影响结论的，列为待核。"""
    terms = stretches(members.rows(t).filter(_.branch_post == "secretary"), by=["person_id"])
    subjects = _latest(_due_in_run(terms, t).filter(reached(_.since_day, _.law_months, _.end_on)))
    records = _records(subjects, t, first="since_day")
    concentrated = ibis.cases(
        (_.of_mode > 0, True), (_.of_mode + _.mode_empty == 0, False), else_=ibis.null("boolean")
    )
    return judge(
        tally(subjects, records, seen="training_records", **training.mode_count("concentrated", "off_post")),
        kind="person",
        holds=concentrated,
        actual=texts.iso(_.since_day) + " 起任书记，集中培训 " + texts.counted(_.of_mode, "次"),
        required="任职后 " + texts.number(law.months) + " 个月内集中培训 ≥ 1 次",
        missing=[RECORDS_UNSEEN, (_.mode_empty > 0, texts.number(_.mode_empty) + " 条培训记录未填方式")],
        counted=_counted(records, t),
    )


def _became_full(t: Tables) -> Expr:
    """Persons whose unbroken probationary membership ended on the very day a row as full member starts."""
    probation = stretches(members.rows(t).filter(_.status == "probationary"), by=["person_id"])
    probation = probation.filter(_.since_day > OPEN_START)
    full = members.rows(t).filter(_.status == "full")
    full = full.select(full_person=_.person_id, full_since=_.since_day).distinct()
    became = probation.join(full, [probation.person_id == full.full_person, probation.end_on == full.full_since])
    return became.select("person_id", probation_since=_.since_day, since_day=_.full_since)


@rule(
    "training.new_member",
    title="新党员在预备期和转正后一年内各参加一次培训",
    subject="person",
    parameters=("months",),
)
def new_member(t: Tables, law: LawRow) -> Judgement:
    """新党员应当在预备期内和转正后一年内分别参加一次集中培训。核查转正满一年的那一天落在核查时段内的人：预备期（从成为预备党员到转正前一天）和转正后（从转正日到满一年那天）各至少有一次认可的培训。
    不知道从哪天起成为预备党员的，以及预备期结束与转正不相接的，不核查；一人有几次的看最近一次。"""
    subjects = _latest(_due_in_run(_became_full(t), t))
    records = _records(subjects, t, first="probation_since")
    before = _.ended_on < _.since_day
    subjects = tally(
        subjects,
        records,
        seen="training_records",
        in_probation=ibis.ifelse(before, 1, 0).sum(),
        afterwards=ibis.ifelse(before, 0, 1).sum(),
    )
    return judge(
        subjects,
        kind="person",
        holds=(_.in_probation > 0) & (_.afterwards > 0),
        actual=texts.iso(_.since_day)
        + " 转正，预备期培训 "
        + texts.counted(_.in_probation, "次")
        + "，转正后 "
        + texts.counted(_.afterwards, "次"),
        required="预备期 ≥ 1 次，转正后 " + texts.number(law.months) + " 个月内 ≥ 1 次",
        missing=[RECORDS_UNSEEN],
        counted=_counted(records, t),
    )
