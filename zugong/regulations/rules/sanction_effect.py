"""年度考核 in the year of a sanction and in those after it: what grade is still allowed."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.core.dates import PeriodKind
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import texts
from zugong.regulations.facts.law import under_law
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.law.units import SANCTION_EFFECTS
from zugong.regulations.registry import rule
from zugong.regulations.tables.schema import GRADES, SANCTION_KINDS


UNFIT = "unfit_removal"  # whether its effect is that of a removal is unconfirmed: a rule of its own, switched off
KINDS = tuple(kind for kind in SANCTION_KINDS if kind != UNFIT)
FOLLOWED = ("admin_major_demerit", "admin_demotion", "admin_post_revoked")
ONE_YEAR_MONTHS = 12  # 留党察看一年; longer is 留党察看两年

WEIGHTS = {effect: weight for weight, effect in enumerate(SANCTION_EFFECTS, start=1)}
"""Effect -> weight on the appraisal; several at once: the heaviest."""

FOLLOWING_EFFECT = "not_graded"

PARAMETERS = (
    *KINDS,
    *(f"{kind}_following_years" for kind in FOLLOWED),
    "party_probation_one_year_following_years",
    "party_probation_two_years_following_years",
)


def _pairs(t: Tables, kinds: tuple[str, ...]) -> Expr:
    """Appraisals of the run's years with each sanction of the person decided in that year or before."""
    years = under_law(t.periods.filter(_.period_kind == PeriodKind.YEAR.value), t, on="last_day")
    graded = t.annual_assessments.select("grade", assessed_id=_.person_id, assessed_year=_.year)
    assessed = years.join(graded, years.year == graded.assessed_year)
    sanctions = t.sanctions.filter(_.kind.isin(kinds))
    pairs = assessed.join(sanctions, assessed.assessed_id == sanctions.person_id)
    return pairs.mutate(subject_id=_.person_id, years_after=_.year - _.decided_on.year()).filter(_.years_after >= 0)


def _effect(kinds: tuple[str, ...]) -> Expr:
    """What the sanction does in the year: null when nothing, or when that is not known."""
    first_year = [((_.kind == kind) & (_.years_after == 0), _[f"law_{kind}"]) for kind in kinds]
    return ibis.cases(*first_year, (_.years_after <= _.certain_years, FOLLOWING_EFFECT), else_=ibis.null("string"))


def _certain_years() -> Expr:
    """Following years for which the effect lasts at least."""
    one, two = _.law_party_probation_one_year_following_years, _.law_party_probation_two_years_following_years
    length = ibis.cases(
        (_.party_probation_months > ONE_YEAR_MONTHS, two),
        (_.party_probation_months.notnull(), one),
        else_=ibis.least(one, two),
    )
    plain = [(_.kind == kind, _[f"law_{kind}_following_years"]) for kind in FOLLOWED]
    return ibis.cases(*plain, (_.kind == "party_probation", length), else_=0)


def _possible_years() -> Expr:
    """Following years for which it may last, when the months of a 留党察看 are missing."""
    one, two = _.law_party_probation_one_year_following_years, _.law_party_probation_two_years_following_years
    unknown_length = (_.kind == "party_probation") & _.party_probation_months.isnull()
    return ibis.ifelse(unknown_length, ibis.greatest(one, two), _.certain_years)


def _effective(t: Tables, kinds: tuple[str, ...]) -> Expr:
    """Sanctions that weigh, or may weigh, on an appraisal: with `weight` (0: perhaps nothing) and `open`."""
    rows = _pairs(t, kinds).mutate(certain_years=_certain_years())
    rows = rows.mutate(effect=_effect(kinds), possible_years=_possible_years())
    rows = rows.mutate(open=_.effect.isnull() & (_.years_after <= _.possible_years))
    weight = ibis.cases(*((_.effect == effect, weight) for effect, weight in WEIGHTS.items()), else_=0)
    return rows.filter(_.effect.notnull() | _.open).mutate(weight=weight)


def _per_appraisal(rows: Expr) -> Expr:
    """One row per person and year: the heaviest sanction, and whether there are open questions."""
    heaviest = ibis.window(
        group_by=["subject_id", "period"], order_by=[ibis.desc("weight"), ibis.desc("decided_on"), "sanction_id"]
    )
    over_all = ibis.window(group_by=["subject_id", "period"])
    ranked = rows.mutate(
        place=ibis.row_number().over(heaviest),
        open_questions=ibis.ifelse(_.open, 1, 0).sum().over(over_all),
        unfit_now=ibis.ifelse((_.kind == UNFIT) & (_.years_after == 0), 1, 0).max().over(over_all),
    )
    return ranked.filter(_.place == 0)


def _allowed() -> Expr:
    """Whether the grade is one the heaviest certain effect allows."""
    not_graded = _.grade == "not_graded"
    return ibis.cases(
        (_.weight == WEIGHTS["incompetent"], _.grade == "incompetent"),
        (_.weight == WEIGHTS["not_graded"], not_graded),
        (_.weight == WEIGHTS["not_excellent"], _.grade != "excellent"),
        else_=ibis.literal(True),
    )


def _settled() -> Expr:
    """Null while an open question could still forbid the grade."""
    lighter = _.weight < WEIGHTS[FOLLOWING_EFFECT]
    in_question = (_.open_questions > 0) & lighter & (_.grade != FOLLOWING_EFFECT)
    return ibis.ifelse(in_question, ibis.null("boolean"), True)


def _judge(rows: Expr, subjects: Expr, t: Tables) -> Judgement:
    because = texts.label_of(_.kind, SANCTION_KINDS) + "（" + texts.iso(_.decided_on) + " 决定）"
    effect = ibis.cases(
        *((_.weight == weight, SANCTION_EFFECTS[name]) for name, weight in WEIGHTS.items()),
        else_=f"或须{SANCTION_EFFECTS[FOLLOWING_EFFECT]}",
    )
    return judge(
        subjects,
        kind="person",
        holds=_allowed() & _settled(),
        actual=texts.label_of(_.grade, GRADES) + "，" + because,
        required=effect,
        missing=[(_.open_questions > 0, texts.number(_.open_questions) + " 项留党察看未填察看月数")],
        counted={"sanctions": rows.select("subject_id", "period", *t.sanctions.columns)},
    )


@rule(
    "assessment.sanction_effect",
    title="受处分或组织处理当年及以后的年度考核等次",
    subject="person",
    parameters=PARAMETERS,
)
def sanction_effect(t: Tables, law: LawRow) -> Judgement:
    """受处分、组织处理或者诫勉的，当年年度考核按种类不得确定为优秀、不定等次或者定为不称职；记大过、降级、撤职和留党察看还影响以后一至两年，期内不定等次。同时有几项的，按对考核影响重的一项。
    核查核查时段内有年度考核结果的整年。留党察看没有填察看月数、第二年结论可能不同的，列为待核。不适宜担任现职的免职对考核的影响未核实，另有一条规则。"""
    rows = _effective(t, KINDS)
    return _judge(rows, _per_appraisal(rows), t)


@rule(
    "assessment.unfit_removal_effect",
    title="不适宜担任现职免职当年的年度考核等次",
    subject="person",
    parameters=(f"assessment.sanction_effect.{UNFIT}", *(f"assessment.sanction_effect.{name}" for name in PARAMETERS)),
)
def unfit_removal_effect(t: Tables, law: LawRow) -> Judgement:
    """因不适宜担任现职被免职的，当年年度考核按免职对待，不定等次；同时有其他处分的，按对考核影响重的一项。公开资料只写“免职”，是否含这种免职未核实，须由本地法规包写明依据后启用。"""
    rows = _effective(t, (*KINDS, UNFIT))
    return _judge(rows, _per_appraisal(rows).filter(_.unfit_now == 1), t)
