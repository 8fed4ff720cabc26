"""Rules on assessment schemes: weights that sum to one, and the share of ideology."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from tests.oracle.branch_life import Rule
from tests.oracle.logic import Truth, outcome
from tests.oracle.view import Record, Records, Verdict, View


def schemes(view: View) -> dict[str, Records]:
    """Indicators by scheme."""
    names = sorted({row["scheme"] for row in view.rows("indicators")})
    return {name: view.of("indicators", "scheme", name) for name in names}


def weights_sum(view: View) -> Iterator[Verdict]:
    for name, rows in schemes(view).items():
        roots = [row["weight"] for row in rows if row["parent_id"] is None]
        yield _sum_verdict(view, "scheme", name, roots)
        for row in rows:
            weights = [child["weight"] for child in view.of("indicators", "parent_id", row["indicator_id"])]
            if weights:
                yield _sum_verdict(view, "indicator", row["indicator_id"], weights)


def _sum_verdict(view: View, kind: str, subject: str, weights: list[Decimal]) -> Verdict:
    wanted = view.number("assessment.weights_sum", "sum", view.as_of)
    return Verdict(kind, subject, "", view.as_of, outcome(sum(weights) == wanted))


def _share(rule: str, scheme: str) -> Rule:
    def judge(view: View) -> Iterator[Verdict]:
        if rows := schemes(view).get(scheme):
            least = view.number(rule, "share", view.as_of)
            yield Verdict("scheme", scheme, "", view.as_of, outcome(_reaches(view, rows, least)))

    return judge


def _reaches(view: View, rows: Records, least: Decimal) -> Truth:
    # Only the leaf's own mark counts: a parent marked as ideology passes nothing down.
    leaves = [row for row in rows if not view.of("indicators", "parent_id", row["indicator_id"])]
    sure = sum((_effective(view, row) for row in leaves if row["ideology"]), Fraction(0))
    possible = sure + sum((_effective(view, row) for row in leaves if row["ideology"] is None), Fraction(0))
    if sure >= Fraction(least):
        return True
    return None if possible >= Fraction(least) else False


def _effective(view: View, row: Record) -> Fraction:
    """The product of the weights from the leaf up to its root, exactly."""
    weight = Fraction(row["weight"])
    for parent in view.of("indicators", "indicator_id", row["parent_id"]):
        weight *= _effective(view, parent)
    return weight


RULES: dict[str, Rule] = {
    "assessment.weights_sum": weights_sum,
    "assessment.ideology_share_objective": _share("assessment.ideology_share_objective", "objective"),
    "assessment.ideology_share_party_building": _share("assessment.ideology_share_party_building", "party_building"),
}
