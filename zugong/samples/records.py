"""What the personnel file adds to a career: yearly grades, sanctions, family, quotas of posts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pyarrow as pa

from zugong.core.dates import add_months
from zugong.samples import canonical, households
from zugong.samples.appointments import SIGNED_SINCE, Case
from zugong.samples.cadres import Cadre
from zugong.samples.drawing import Dice, Topic, office_day
from zugong.samples.organizations import Tree
from zugong.samples.people import People


GRADE_SHARES = {"excellent": 0.18, "competent": 0.79, "basically_competent": 0.012, "incompetent": 0.003,
                "not_graded": 0.015}  # fmt: skip
SANCTION_SHARES = {
    "party_warning": 0.22, "party_serious_warning": 0.12, "party_post_revoked": 0.04, "party_probation": 0.06,
    "admin_warning": 0.1, "admin_demerit": 0.08, "admin_major_demerit": 0.04, "admin_demotion": 0.03,
    "admonition": 0.19, "reassignment": 0.04, "removal": 0.03, "unfit_removal": 0.03, "demotion": 0.02,
}  # fmt: skip


def build(tree: Tree, cadres: list[Cadre], cases: list[Case], everyone: People) -> dict[str, pa.Table]:
    """The four tables."""
    dice = tree.plan.dice(Topic.RECORDS)
    return {
        "annual_assessments": _assessments(tree, cadres, cases, dice),
        "sanctions": _sanctions(tree, cadres, cases, dice),
        "family_members": households.build(tree, cadres, everyone, dice),
        "post_quotas": _quotas(tree, cadres, dice),
    }


def _assessments(tree: Tree, cadres: list[Cadre], cases: list[Case], dice: Dice) -> pa.Table:
    """Grades of the three years before, and of the years that finished cases looked at; the first year has none."""
    year = tree.plan.year
    needed: dict[str, set[int]] = {cadre.person_id: set(range(year - 3, year)) for cadre in cadres}
    for case in cases:
        if case.get("decided_on"):
            back = 3 if case["decided_on"] < SIGNED_SINCE else 1
            needed[case["person_id"]] |= {case["decided_on"].year - step for step in range(1, back + 1)}
    rows = [{"person_id": cadre.person_id, "year": known, "grade": _grade(dice)} for cadre in cadres
            for known in sorted(needed[cadre.person_id])
            if cadre.work_started_on.year < known < year and not dice.chance(0.008)]  # fmt: skip
    rows += [{"person_id": cadre.person_id, "year": cadre.work_started_on.year, "grade": "not_graded"}
             for cadre in cadres if cadre.work_started_on.year in needed[cadre.person_id]]  # fmt: skip
    rows.sort(key=lambda row: (row["person_id"], row["year"]))
    barred = _candidates(cases)[0]
    for row in rows:
        if row["person_id"] == barred and row["year"] == year - 1:
            row["grade"] = "basically_competent"
    return canonical.from_rows("annual_assessments", rows)


def _candidates(cases: list[Case]) -> list[str]:
    """Who is being vetted now; the first few are given something that bars or barred them."""
    return [case["person_id"] for case in cases if case.get("vetting_on") and not case.get("decided_on")
            and not case.get("closed_on")]  # fmt: skip


def _grade(dice: Dice) -> str:
    return dice.pick_weighted(tuple(GRADE_SHARES), tuple(GRADE_SHARES.values()))


def _sanctions(tree: Tree, cadres: list[Cadre], cases: list[Case], dice: Dice) -> pa.Table:
    """About one cadre in thirty; two of them are on the way to a new post, one too early, one in time."""
    last = tree.plan.last_day
    candidates = _candidates(cases)
    rows: list[dict[str, Any]] = [
        {"person_id": person, "kind": "party_warning", "decided_on": add_months(last, -months)}
        for person, months in zip(candidates[1:3], (7, 30), strict=False)
    ]
    others = [row for row in cadres if row.party_joined_on and row.person_id not in candidates]
    for cadre in dice.some(others, len(cadres) // 30):
        kind = dice.pick_weighted(tuple(SANCTION_SHARES), tuple(SANCTION_SHARES.values()))
        months = dice.pick((12, 24)) if kind == "party_probation" else None
        since = max(cadre.party_joined_on or last, cadre.work_started_on, date(tree.plan.year - 5, 1, 1))
        decided = max(office_day(dice.day(since, last)), since)
        rows.append({"person_id": cadre.person_id, "kind": kind, "decided_on": decided,
                     "party_probation_months": months})  # fmt: skip
    for row in dice.some(rows, 2):
        row["influence_until"] = add_months(row["decided_on"], 18)
    rows.sort(key=lambda row: (row["decided_on"], row["person_id"]))
    numbered = ({"sanction_id": tree.plan.identifier("x", place), **row} for place, row in enumerate(rows, 1))
    return canonical.from_rows("sanctions", numbered)


def _quotas(tree: Tree, cadres: list[Cadre], dice: Dice) -> pa.Table:
    """Posts approved per unit and level: mostly as many as are filled or one more; in a few units one too few."""
    filled = Counter((cadre.seat.organization.organization_id, cadre.seat.level) for cadre in cadres
                     if cadre.seat.level != "clerk" and cadre.tenures[-1].level)  # fmt: skip
    document = f"{tree.plan.name[:2]}编办〔{{}}〕{{}}号"
    rows = []
    for (own_id, level), count in sorted(filled.items()):
        quota = max(count - 1, 1) if dice.chance(0.06) else count + dice.between(0, 1)
        year = dice.between(2014, 2021)
        papers = document.format(year, dice.between(1, 80))
        rows.append({"organization_id": own_id, "level": level, "quota": quota, "since": date(year, 7, 1),
                     "document": papers})  # fmt: skip
        if dice.chance(0.1):  # an earlier decision that has run out
            rows.append(rows[-1] | {"quota": quota + 1, "since": date(2010, 1, 1), "until": date(year, 7, 1),
                                    "document": document.format(2009, 12)})  # fmt: skip
    return canonical.from_rows("post_quotas", rows)
