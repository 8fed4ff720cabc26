"""选拔任用条例: the steps of an appointment, from recommendation to the end of probation."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from operator import add, and_

import ibis
from ibis import _

from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import cases, texts
from zugong.regulations.facts.dates import reached_by_end_of, within
from zugong.regulations.facts.workdays import working_days
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule


def _judge(subjects: Expr, t: Tables, *, holds: Expr, actual: Expr, required: Expr, **more: Expr) -> Judgement:
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
    return _judge(
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
    return _judge(
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
    return _judge(
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
    return _judge(
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
    return _judge(
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
    return _judge(
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
    return _judge(
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
    return _judge(
        decided(t),
        t,
        holds=share.exceeded(_.decision_for, _.decision_expected),
        actual="同意 " + votes.fill_null("未填") + " / 应到 " + expected.fill_null("未填"),
        required=texts.share_of("应到", share, over=True),
        missing=[EXPECTED_MISSING, (_.decision_for.isnull(), "未填同意票数")],
    )


@rule(
    "appointment.notice.length",
    title="任前公示不少于五个工作日",
    subject="appointment_case",
    parameters=("workdays", "count_start_day"),
)
def notice_length(t: Tables, law: LawRow) -> Judgement:
    """提拔任职的，讨论决定后、下发任职通知前公示，公示期不少于五个工作日。公示当天不计，算到公示截止当天；期间有工作日历没有载入的日子的，列为待核，不作推测。"""
    subjects = working_days(cases.under_judgement(t).filter(_.notice_on.notnull()), t)
    return _judge(
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
    return _judge(
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
    return _judge(
        subjects,
        t,
        holds=_.first_wrong.isnull(),
        actual=_.first_wrong.fill_null(ibis.ifelse(_steps_dated() > 1, "已填日期先后无误", "没有可比较的日期")),
        required="前一步不晚于后一步",
    )


@rule(
    "appointment.instatement.talk",
    title="任职谈话",
    subject="appointment_case",
    parameters=("duty",),
)
def talk(t: Tables, law: LawRow) -> Judgement:
    """对决定任用的干部，由党委（党组）指定专人同本人谈话。已下发任职文件而没有谈话日期的，为不合规。"""
    return _judge(
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
    return _judge(
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
    return _judge(
        cases.under_judgement(t).filter(_.probation_until < _.as_of),
        t,
        holds=_.probation_concluded_on.notnull(),
        actual="试用期止 " + texts.iso(_.probation_until) + "，考核 " + texts.iso(_.probation_concluded_on),
        required="期满有考核日期",
    )
