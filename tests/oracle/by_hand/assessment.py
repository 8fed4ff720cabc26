"""Assessment schemes, worked out by hand."""

from __future__ import annotations

from typing import Any

from tests.oracle.by_hand.example import Example, example


def _tree(
    rule: str, why: str, expected: Any, *leaves: Any, on: str = "2025-12-31", scheme: str = "objective"
) -> Example:
    """Indicators as (identity, parent, weight, ideology)."""
    names = ("indicator_id", "parent_id", "weight", "ideology")
    rows = [{"scheme": scheme, "name": "n", **dict(zip(names, leaf, strict=True))} for leaf in leaves]
    return example(f"assessment.{rule}", why, expected, on=on, indicators=rows)


def _leaf(identity: str, weight: str, ideology: bool | None = False, parent: str | None = None) -> Any:
    return (identity, parent, weight, ideology)


OBJECTIVE, PARTY = "ideology_share_objective", "ideology_share_party_building"
BUILDING = {"scheme": "party_building"}
HALVES = [_leaf("a", "0.5", True), _leaf("b", "0.5")]

EXAMPLES = [
    _tree("weights_sum", "a half and a half", {"objective": "pass@"}, *HALVES),
    _tree("weights_sum", "a millionth short", "fail", _leaf("a", "0.5"), _leaf("b", "0.499999")),
    _tree("weights_sum", "a millionth over", "fail", _leaf("a", "0.5"), _leaf("b", "0.500001")),
    _tree("weights_sum", "long before any text", "pass@", _leaf("a", "1"), on="1999-12-31"),
    _tree(
        "weights_sum",
        "each level by itself",
        {"objective": "pass", "a": "fail", "c": "pass"},
        *HALVES,
        _leaf("c", "0.5", parent="a"),
        _leaf("d", "0.4", parent="a"),
        _leaf("e", "1", parent="c"),
    ),
    _tree("weights_sum", "a local scheme", {"乡村振兴": "pass"}, _leaf("a", "1"), scheme="乡村振兴"),
    _tree("weights_sum", "no indicators", ""),
    _tree(OBJECTIVE, "a tenth", {"objective": "pass@2021-01-01"}, _leaf("a", "0.1", True), _leaf("b", "0.9")),
    _tree(OBJECTIVE, "under a tenth", "fail", _leaf("a", "0.099999", True), _leaf("b", "0.9")),
    _tree(OBJECTIVE, "an empty one could reach it", "unknown", _leaf("a", "0.1", None), _leaf("b", "0.9")),
    _tree(OBJECTIVE, "an empty one could not", "fail", _leaf("a", "0.05", None), _leaf("b", "0.95")),
    _tree(OBJECTIVE, "an empty one is not needed", "pass", _leaf("a", "0.1", True), _leaf("b", "0.9", None)),
    _tree(
        OBJECTIVE, "a marked parent passes nothing down", "fail", _leaf("a", "1", True), _leaf("b", "1", parent="a")
    ),
    _tree(
        OBJECTIVE,
        "half of a fifth",
        "pass",
        _leaf("a", "0.2"),
        _leaf("b", "0.5", True, "a"),
        _leaf("c", "0.5", parent="a"),
    ),
    _tree(OBJECTIVE, "an empty parent is no leaf", "fail", _leaf("a", "1", None), _leaf("b", "1", parent="a")),
    _tree(OBJECTIVE, "the other scheme is not asked", "", _leaf("a", "1"), **BUILDING),
    _tree(OBJECTIVE, "before the local text", "", *HALVES, on="2020-12-31"),
    _tree(PARTY, "a quarter", "pass", _leaf("a", "0.25", True), _leaf("b", "0.75"), **BUILDING),
    _tree(PARTY, "under a quarter", "fail", _leaf("a", "0.249999", True), _leaf("b", "0.75"), **BUILDING),
    _tree(
        PARTY, "together with an empty one", "unknown", _leaf("a", "0.2", True), _leaf("b", "0.05", None), **BUILDING
    ),
]
