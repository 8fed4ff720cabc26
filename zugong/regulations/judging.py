"""From a rule's comparison to a finding: four outcomes in a fixed order, with what was found, required and missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

import ibis
from ibis import _

from zugong.regulations.cadence import Cadence
from zugong.regulations.contract import Expr


JUDGED_COLUMNS = (
    "subject_kind",
    "subject_id",
    "period",
    "outcome",
    "actual",
    "required",
    "reason",
    "citation",
    "since",
)
"""What a rule's SQL returns; the engine adds rule and force."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The findings of a rule as an expression, and the rows it counted, per contract table, for the explanation."""

    findings: Expr
    counted: Mapping[str, Expr] = field(default_factory=dict)
    cadence: Cadence | None = None  # for a rule that says nothing but this, so that an engine may use the fast form


def judge(
    subjects: Expr,
    *,
    kind: str | None,
    holds: Expr,
    actual: Expr,
    required: Expr,
    missing: Sequence[tuple[Expr, str | Expr]],
    applies: Expr = True,
    fails: Expr = False,
    unknown_if: Expr = False,
    counted: Mapping[str, Expr] | None = None,
) -> Judgement:
    """Turn a comparison into findings.

    `subjects` carries subject_id, the law columns, optionally period and (when `kind` is None) subject_kind.
    Three-valued logic decides: `applies` false is not_applicable and null unknown; then `fails` (a part known to
    fail) fails; then the rule's own named condition `unknown_if`; then `holds` true, false or null.
    `missing` lists (condition, what is missing) for the reason of an unknown.
    """
    judged_outcome = ibis.cases(
        (_.fails_, "fail"), (_.unknown_if_, "unknown"), (_.holds_, "pass"), (~_.holds_, "fail"), else_="unknown"
    )
    outcome = ibis.cases((~_.applies_, "not_applicable"), (_.applies_, judged_outcome), else_="unknown")
    columns = subjects.columns
    judged = subjects.mutate(
        applies_=_bool(applies),
        fails_=_certain(fails),
        unknown_if_=_certain(unknown_if),
        holds_=_bool(holds),
        actual_=_text(actual),
        required_=_text(required),
        missing_=_listed(missing),
        period_=_.period if "period" in columns else ibis.literal(""),
        kind_=ibis.literal(kind) if kind else _.subject_kind,
    ).mutate(outcome_=outcome)
    applicable = _.outcome_ != "not_applicable"
    findings = judged.select(
        subject_kind=_.kind_,
        subject_id=_.subject_id,
        period=_.period_,
        outcome=_.outcome_,
        actual=ibis.ifelse(applicable, _.actual_.fill_null(""), ""),
        required=ibis.ifelse(applicable, _.required_.fill_null(""), ""),
        reason=ibis.ifelse(_.outcome_ == "unknown", _.missing_, ""),
        citation=_.law_citation,
        since=_.law_applied_since,
    )
    return Judgement(findings, counted or {})


def _bool(value: Expr) -> Expr:
    return ibis.literal(value) if isinstance(value, bool) else value


def _certain(value: Expr) -> Expr:
    return ibis.literal(value) if isinstance(value, bool) else value.fill_null(False)


def _listed(missing: Sequence[tuple[Expr, str | Expr]]) -> Expr:
    """The labels whose condition holds, joined by the Chinese semicolon."""
    if not missing:
        return ibis.literal("")
    pieces = [ibis.ifelse(_certain(condition), _text(label) + "；", "") for condition, label in missing]
    return reduce(lambda left, right: left + right, pieces).re_replace("；$", "")


def _text(value: str | Expr) -> Expr:
    return ibis.literal(value) if isinstance(value, str) else value
