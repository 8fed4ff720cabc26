"""选拔任用条例: who must not be listed for vetting — appraisal grades and running sanctions."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import cases, tenures, texts
from zugong.regulations.facts.dates import reached
from zugong.regulations.facts.law import unseen, unseen_or
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule
from zugong.regulations.tables.schema import GRADES, SANCTION_KINDS


BARRING_GRADES = ("basically_competent", "incompetent")


def _needed_grades(subjects: Expr, t: Tables) -> Expr:
    """Appraisals of each case's person in the years the law looks at."""
    grades = t.annual_assessments
    needed = subjects.select("subject_id", "reference_year", "law_years", case_person_id=_.person_id)
    return needed.join(
        grades,
        [
            needed.case_person_id == grades.person_id,
            grades.year < needed.reference_year,
            grades.year >= needed.reference_year - needed.law_years,
        ],
    )


def _with_grades(subjects: Expr, rows: Expr) -> Expr:
    """Cases with the number of years that have a grade, and the latest barring grade with its year."""
    barring = _.grade.isin(BARRING_GRADES)
    totals = rows.group_by(graded=_.subject_id).agg(
        years_found=_.count(),
        barring_year=_.year.max(where=barring),
        barring_grade=_.grade.argmax(_.year, where=barring),
    )
    return cases.with_totals(subjects, totals, "graded").mutate(years_found=_.years_found.fill_null(0))


def _grades_text(law: LawRow) -> Expr:
    found = texts.number(_.years_found)
    return ibis.cases(
        (_.barring_year.notnull(), texts.number(_.barring_year) + " 年度" + texts.label_of(_.barring_grade, GRADES)),
        (~_.seen_annual_assessments, "年度考核情况未知"),
        (_.years_found < law.years, "前 " + texts.number(law.years) + " 个年度中 " + found + " 个有考核记录"),
        else_=found + " 个年度有考核记录，无基本称职以下",
    )


@rule(
    "appointment.bars.annual_assessment",
    title="近年年度考核为基本称职以下的不得列为考察对象",
    subject="appointment_case",
    parameters=("years",),
)
def annual_assessment(t: Tables, law: LawRow) -> Judgement:
    """上一年度年度考核结果为基本称职以下等次的，不得列为考察对象（2019年3月3日前的个案看近三年）；不定等次不算。需要看的年度缺少考核记录的，列为待核。"""
    subjects = cases.under_judgement(t).mutate(reference_year=_.on_day.year())
    rows = _needed_grades(subjects, t)
    years = "前 " + texts.number(law.years) + " 个年度"
    counted = rows.select("subject_id", *t.annual_assessments.columns)
    return judge(
        _with_grades(subjects, rows),
        kind="appointment_case",
        fails=_.barring_year.notnull(),
        unknown_if=_.years_found < law.years,
        holds=_.barring_year.isnull(),
        actual=_grades_text(law),
        required=ibis.ifelse(law.years == 1, "上一年度", years) + "没有基本称职以下等次",
        missing=unseen_or("annual_assessments", "年度考核", (_.years_found < law.years, years + "的考核结果不全")),
        counted={"annual_assessments": counted.mutate(period=ibis.literal(""))},
    )


PLAIN_KINDS = (
    "party_warning",
    "party_serious_warning",
    "party_post_revoked",
    "admin_warning",
    "admin_demerit",
    "admin_major_demerit",
    "admin_demotion",
    "admin_post_revoked",
    "admonition",
    "reassignment",
    "unfit_removal",
    "demotion",
)
LEVEL_DEPENDENT_KINDS = ("ordered_resignation", "removal")


def _sanctions(subjects: Expr, t: Tables) -> Expr:
    """Sanctions of each case's person decided by the reference day, with the level held the day before."""
    laws = [name for name in subjects.columns if name.startswith("law_")]
    of = subjects.select("subject_id", "on_day", "target_rank", *laws, case_person_id=_.person_id)
    rows = of.join(t.sanctions, [of.case_person_id == t.sanctions.person_id, t.sanctions.decided_on <= of.on_day])
    held = tenures.rows(t)
    before = rows.select("sanction_id", "decided_on", sanctioned=_.person_id).distinct()
    running = before.join(
        held,
        [
            before.sanctioned == held.person_id,
            held.since_day < before.decided_on,
            held.end_on >= before.decided_on,
        ],
    )
    level = running.group_by(level_at=_.sanction_id).agg(rank_before=_.level_rank.max())
    return rows.left_join(level, rows.sanction_id == level.level_at).drop("level_at", "case_person_id")


def _months() -> Expr:
    """Longest certain influence in months by kind; null for a party_probation whose own months are missing."""
    plain = [(_.kind == kind, _[f"law_{kind}_months"]) for kind in PLAIN_KINDS]
    higher = _.target_rank > _.rank_before
    by_level = [
        (
            (_.kind == kind) & higher,
            _[f"law_{kind}_higher_months"],
        )
        for kind in LEVEL_DEPENDENT_KINDS
    ]
    otherwise = [((_.kind == kind) & ~higher, _[f"law_{kind}_months"]) for kind in LEVEL_DEPENDENT_KINDS]
    probation = (_.kind == "party_probation", _.party_probation_months + _.law_party_probation_months)
    return ibis.cases(*plain, *by_level, *otherwise, probation, else_=ibis.null("int64"))


def _certain_months() -> Expr:
    """Months an influence runs for at least, when its full length is not known."""
    by_level = [(_.kind == kind, _[f"law_{kind}_months"]) for kind in LEVEL_DEPENDENT_KINDS]
    return ibis.cases(*by_level, (_.kind == "party_probation", _.law_party_probation_months), else_=_.months)


def _possible_months() -> Expr:
    """Months an influence may run for at most, when its full length is not known; null is without limit."""
    by_level = [(_.kind == kind, _[f"law_{kind}_higher_months"]) for kind in LEVEL_DEPENDENT_KINDS]
    return ibis.cases(*by_level, else_=ibis.null("int64"))


def _runs() -> Expr:
    """Whether the influence still runs on the reference day; null when that is not known."""
    return ibis.cases(
        (_.influence_until.notnull(), _.on_day <= _.influence_until),
        (_.months.notnull(), ~reached(_.decided_on, _.months, _.on_day)),
        (~reached(_.decided_on, _.certain_months, _.on_day), True),
        (_.possible_months.notnull() & reached(_.decided_on, _.possible_months, _.on_day), False),
        else_=ibis.null("boolean"),
    )


def _end_key() -> Expr:
    """A number that orders influences by their end."""
    computed = (_.decided_on.year() * 12 + _.decided_on.month() + _.known_months) * 32 + _.decided_on.day()
    until = _.influence_until
    given = (until.year() * 12 + until.month()) * 32 + until.day() + 1
    return ibis.ifelse(until.notnull(), given, computed)


def _judged_sanctions(subjects: Expr, t: Tables) -> Expr:
    """Sanctions with their months, the order of their ends, and whether they still run: null when not known."""
    rows = _sanctions(subjects, t).mutate(months=_months())
    rows = rows.mutate(certain_months=_certain_months(), possible_months=_possible_months())
    rows = rows.mutate(runs=_runs(), known_months=ibis.coalesce(_.months, _.certain_months))
    return rows.mutate(end_key=_end_key())


def _named(length: str | Expr = "") -> Expr:
    """`党内警告（2024-03-11 决定）`, with what is known of its length behind the day."""
    return texts.label_of(_.kind, SANCTION_KINDS) + "（" + texts.iso(_.decided_on) + " 决定" + length + "）"


def _first_of(rows: Expr, order: str, name: Expr, *, key: str, column: str) -> Expr:
    """Per case (`key`) the name of the sanction that stands first in descending `order`, in `column`."""
    ranked = ibis.window(group_by="subject_id", order_by=[ibis.desc(order), "sanction_id"])
    first = rows.mutate(place=ibis.row_number().over(ranked), name_=name).filter(_.place == 0)
    return first.select(**{key: _.subject_id, column: _.name_})


def _latest_running(rows: Expr) -> Expr:
    """The running sanction with the latest end."""
    length = ibis.ifelse(
        _.influence_until.notnull(),
        "，影响期至 " + texts.iso(_.influence_until),
        "，影响期 " + texts.number(_.known_months) + " 个月",
    )
    return _first_of(rows.filter(_.runs), "end_key", _named(length), key="barred", column="latest_sanction")


def _latest_open(rows: Expr) -> Expr:
    """The latest decided of the sanctions that may still run."""
    return _first_of(rows.filter(_.runs.isnull()), "decided_on", _named(), key="asked", column="open_sanction")


def _with_sanctions(subjects: Expr, rows: Expr) -> Expr:
    """Cases with their sanctions counted: all, those that may still run, and what is missing to know it."""
    open_probation = _.runs.isnull() & (_.kind == "party_probation")
    levelless = _.runs.isnull() & _.kind.isin(LEVEL_DEPENDENT_KINDS) & _.rank_before.isnull()
    totals = rows.group_by(sanctioned_case=_.subject_id).agg(
        sanctions=_.count(),
        open_sanctions=_.runs.isnull().sum(),
        open_probations=open_probation.sum(),
        levelless=levelless.sum(),
    )
    subjects = cases.with_totals(subjects, totals, "sanctioned_case")
    subjects = cases.with_totals(subjects, _latest_running(rows), "barred")
    subjects = cases.with_totals(subjects, _latest_open(rows), "asked")
    counts = ("sanctions", "open_sanctions", "open_probations", "levelless")
    return subjects.mutate(**{name: subjects[name].fill_null(0) for name in counts})


def _sanctions_text() -> Expr:
    several = ibis.ifelse(_.open_sanctions > 1, "等", "")
    return ibis.cases(
        (_.latest_sanction.notnull(), _.latest_sanction),
        (~_.seen_sanctions, "处分情况未知"),
        (
            _.open_sanctions > 0,
            texts.number(_.open_sanctions) + " 项处分影响期是否届满未知：" + _.open_sanction + several,
        ),
        (_.sanctions > 0, texts.number(_.sanctions) + " 项处分或组织处理，影响期已满"),
        else_="无处分和组织处理",
    )


def _length_missing() -> list[tuple[Expr, str | Expr]]:
    """What is missing to know how long an influence runs."""
    of_levels, levelless = _.open_sanctions > _.open_probations, _.levelless > 0
    by_tenures = unseen_or("tenures", "任职经历", (levelless, "处理决定前一天没有填写层次的任职经历"))
    return [
        (_.open_probations > 0, texts.number(_.open_probations) + " 项留党察看未填察看月数"),
        (of_levels & _.target_rank.isnull(), "未填拟任层次"),
        *((levelless & condition, reason) for condition, reason in by_tenures),
    ]


@rule(
    "appointment.bars.sanction",
    title="处分、组织处理、诫勉影响期未满的不得列为考察对象",
    subject="appointment_case",
    parameters=(
        "duty",
        "party_probation_months",
        *(f"{kind}_months" for kind in PLAIN_KINDS),
        *(f"{kind}_{suffix}" for kind in LEVEL_DEPENDENT_KINDS for suffix in ("months", "higher_months")),
    ),
)
def sanction(t: Tables, law: LawRow) -> Judgement:
    """受到诫勉、组织处理或者党纪政务处分等，影响期未满的，不得列为考察对象；同时有几项的，看最晚届满的一项。登记了影响期止的以登记为准，没有登记的按处分种类的法定期限从决定之日起算。
    责令辞职和问责免职：拟任层次高于决定前层次的为二十四个月，否则十二个月；层次不全、又在第十三至二十四个月的列为待核。留党察看没有填写察看月数的，头二十四个月按未满，之后列为待核。"""
    subjects = cases.under_judgement(t)
    rows = _judged_sanctions(subjects, t)
    return judge(
        _with_sanctions(subjects, rows),
        kind="appointment_case",
        fails=_.latest_sanction.notnull(),
        unknown_if=(_.open_sanctions > 0) | ~_.seen_sanctions,
        holds=_.latest_sanction.isnull(),
        actual=_sanctions_text(),
        required="基准日没有影响期未满的处分、组织处理或诫勉",
        missing=[unseen("sanctions", "处分与组织处理"), *_length_missing()],
        counted={
            "sanctions": rows.select("subject_id", *t.sanctions.columns).mutate(period=ibis.literal("")),
        },
    )
