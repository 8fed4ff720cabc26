"""选拔任用条例: discussion and decision, and the order of the steps."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from operator import add

import ibis
from ibis import _

from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import cases, texts
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule


def judge_case(subjects: Expr, t: Tables, *, holds: Expr, actual: Expr, required: Expr, **more: Expr) -> Judgement:
    """Findings on cases; the row counted is the case itself."""
    columns = [name for name in t.appointment_cases.columns if name in subjects.columns]
    row = subjects.select("subject_id", *columns).mutate(period=ibis.literal(""))
    more.setdefault("missing", [])
    return judge(
        subjects,
        kind="appointment_case",
        holds=holds,
        actual=actual,
        required=required,
        counted={"appointment_cases": row},
        **more,
    )


def decided(t: Tables) -> Expr:
    return cases.under_judgement(t).filter(_.decided_on.notnull())


EXPECTED_MISSING = (_.decision_expected.isnull(), "未填讨论决定应到人数")


@rule(
    "appointment.decision.quorum",
    title="讨论决定干部任免须有三分之二以上成员到会",
    subject="appointment_case",
    parameters=("present_share",),
)
def quorum(t: Tables, law: LawRow) -> Judgement:
    """党委（党组）讨论决定干部任免事项，必须有三分之二以上成员到会。"""
    share = law.share("present_share")
    present, expected = texts.number(_.decision_present), texts.number(_.decision_expected)
    return judge_case(
        decided(t),
        t,
        holds=share.reached(_.decision_present, _.decision_expected),
        actual="实到 " + present.fill_null("未填") + " / 应到 " + expected.fill_null("未填"),
        required=texts.share_of("应到", share),
        missing=[EXPECTED_MISSING, (_.decision_present.isnull(), "未填讨论决定实到人数")],
    )


@rule(
    "appointment.decision.majority",
    title="讨论决定须应到会成员超过半数同意",
    subject="appointment_case",
    parameters=("votes_share",),
)
def majority(t: Tables, law: LawRow) -> Judgement:
    """对拟任人选，以应到会成员超过半数同意形成决定；底数是应到会成员，不是实到会成员。"""
    share = law.share("votes_share")
    votes, expected = texts.number(_.decision_for), texts.number(_.decision_expected)
    return judge_case(
        decided(t),
        t,
        holds=share.exceeded(_.decision_for, _.decision_expected),
        actual="同意 " + votes.fill_null("未填") + " / 应到 " + expected.fill_null("未填"),
        required=texts.share_of("应到", share, over=True),
        missing=[EXPECTED_MISSING, (_.decision_for.isnull(), "未填同意票数")],
    )


STEPS = (
    {"motion_on": "动议"},
    {"assembly_recommendation_on": "会议推荐", "interview_recommendation_on": "谈话推荐"},
    {"vetting_on": "考察"},
    {"decided_on": "讨论决定"},
    {"letter_on": "任职文件"},
)


def _steps_dated() -> Expr:
    """Number of steps with a date; the two forms of recommendation are one step."""
    dated = (ibis.coalesce(*(_[column] for column in step)).notnull() for step in STEPS)
    return reduce(add, (ibis.ifelse(has_date, 1, 0) for has_date in dated))


@rule(
    "appointment.order",
    title="动议、民主推荐、考察、讨论决定、任职依次进行",
    subject="appointment_case",
    parameters=("duty",),
)
def order(t: Tables, law: LawRow) -> Judgement:
    """选拔任用按动议、民主推荐、考察、讨论决定、任职的顺序进行，已填的日期前一步不晚于后一步；没有填的日期不影响判断。会议推荐和谈话推荐是同一步，先后不论。"""
    pairs = [
        (early, late, f"{early_label}（", f"）晚于{late_label}（")
        for earlier, later in combinations(STEPS, 2)
        for early, early_label in earlier.items()
        for late, late_label in later.items()
    ]
    wrong = [
        ((_[early] > _[late]).fill_null(False), before + texts.iso(_[early]) + between + texts.iso(_[late]) + "）")
        for early, late, before, between in pairs
    ]
    subjects = cases.under_judgement(t).mutate(first_wrong=ibis.cases(*wrong, else_=ibis.null("string")))
    return judge_case(
        subjects,
        t,
        holds=_.first_wrong.isnull(),
        actual=_.first_wrong.fill_null(ibis.ifelse(_steps_dated() > 1, "已填日期先后无误", "没有可比较的日期")),
        required="前一步不晚于后一步",
    )
