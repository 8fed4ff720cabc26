"""Assessment schemes: trees of weights around one, around the shares of ideology, with marks left empty."""

from __future__ import annotations

from decimal import Decimal

from tests.oracle.nasty.dice import Dice, Row, row


WEIGHTS = (
    ("0.1", "0.2", "0.7"),
    ("0.25", "0.75"),
    ("0.5", "0.5"),
    ("0.4", "0.25", "0.35"),
    ("0.333333", "0.333333", "0.333334"),
    ("0.333333", "0.333333", "0.333333"),
    ("0.1", "0.9", "0.000001"),
    ("1",),
    ("0", "1"),
)


def indicators(dice: Dice) -> list[Row]:
    """Some of the schemes, flat or up to four levels deep."""
    rows: list[Row] = []
    for scheme in ("objective", "party_building", "乡村振兴"):
        if dice.chance(0.85):
            marks = dice.pick(((0.2, 0.0), (0.1, 0.3), (0.3, 0.2), (0.0, 1.0)))
            if dice.chance(0.4):
                rows += _flat(dice, scheme)
                continue
            rows += _children(dice, scheme, None, scheme[:2], marks, depth=0)
    return rows


def _flat(dice: Dice, scheme: str) -> list[Row]:
    """Two indicators; the first is about ideology and weighs about what is asked, or is not marked."""
    asked = Decimal("0.1") if scheme == "objective" else Decimal("0.25")
    share = asked + dice.pick((0, 0, 1, -1, -1)) * Decimal("0.000001")
    cells = {"scheme": scheme, "name": "指标"}
    first = row("indicators", indicator_id=f"{scheme}一", weight=share, ideology=dice.flag(0.9, 0.2), **cells)
    return [first, row("indicators", indicator_id=f"{scheme}二", weight=1 - share, ideology=False, **cells)]


def _children(
    dice: Dice, scheme: str, parent: str | None, path: str, marks: tuple[float, float], *, depth: int
) -> list[Row]:
    rows: list[Row] = []
    for number, weight in enumerate(dice.pick(WEIGHTS), start=1):
        identity = f"{path}.{number}"
        entry = row(
            "indicators",
            indicator_id=identity,
            scheme=scheme,
            name=f"指标 {number}",
            parent_id=parent,
            weight=Decimal(weight),
            ideology=dice.flag(*marks),
        )
        rows.append(entry)
        if depth < 3 and dice.chance(0.3):
            rows += _children(dice, scheme, identity, identity, marks, depth=depth + 1)
    return rows


def indicator_scores(dice: Dice, rows: list[Row]) -> list[Row]:
    """A score for some leaves."""
    scored = [entry["indicator_id"] for entry in rows if dice.chance(0.3)]
    return [
        row("indicator_scores", subject_id="东街镇", indicator_id=identity, score=Decimal(dice.number(0, 100)))
        for identity in scored
    ]
