"""Bars to appointment, worked out by hand; the reference day is 2025-06-15 unless a case says otherwise."""

from __future__ import annotations

from typing import Any

from tests.oracle.by_hand.example import Example, case, example, tenure


DAY = "2025-06-15"


def _grades(why: str, expected: str, grades: dict[int, str], decided_on: str = DAY) -> Example:
    rows = [{"person_id": "p", "year": year, "grade": grade} for year, grade in grades.items()]
    rule, row = "appointment.bars.annual_assessment", case(decided_on=decided_on)
    return example(rule, why, expected, appointment_cases=[row], annual_assessments=rows)


def _sanction(why: str, expected: str, kind: str, decided_on: str, *, day: str = DAY, **cells: Any) -> Example:
    """One sanction and a case decided on `day`; target and level belong to the case and to the person's only post."""
    target, level, seen = cells.pop("target", None), cells.pop("level", None), cells.pop("seen", True)
    row = {"sanction_id": "s", "person_id": "p", "kind": kind, "decided_on": decided_on, **cells}
    tables: dict[str, Any] = {"tenures": [tenure(level, "2010-01-01")]} if seen else {}
    tables["appointment_cases"] = [case(decided_on=day, target_level=target)]
    return example("appointment.bars.sanction", why, expected, sanctions=[row], **tables)


def _removal(why: str, expected: str, decided_on: str, *, kind: str = "removal", **cells: Any) -> Example:
    levels = {"target": "county_principal", "level": "county_deputy"}
    return _sanction(why, expected, kind, decided_on, **{**levels, **cells})


def _several(why: str, expected: str, *kinds: tuple[str, str]) -> Example:
    rows = [{"sanction_id": kind, "person_id": "p", "kind": kind, "decided_on": day} for kind, day in kinds]
    cases = [case(decided_on=DAY)]
    return example("appointment.bars.sanction", why, expected, appointment_cases=cases, sanctions=rows)


BEGAN = {6: "2024-12-1", 12: "2024-06-1", 18: "2023-12-1", 24: "2023-06-1"}
"""So many months before the reference day: over when decided on the 15th, running when decided on the 16th."""

MONTHS = {
    "party_warning": 12,
    "party_serious_warning": 18,
    "party_post_revoked": 24,
    "admin_warning": 6,
    "admin_demerit": 12,
    "admin_major_demerit": 18,
    "admin_demotion": 24,
    "admin_post_revoked": 24,
    "admonition": 6,
    "reassignment": 12,
    "unfit_removal": 12,
    "demotion": 24,
}
PROBATION, RESIGNATION = "party_probation", "ordered_resignation"

EXAMPLES = [
    _grades("a good year before", "pass", {2024: "competent"}),
    _grades("barely competent", "fail", {2024: "basically_competent"}),
    _grades("incompetent", "fail", {2024: "incompetent"}),
    _grades("not graded does not bar", "pass", {2024: "not_graded"}),
    _grades("two years ago no longer counts", "pass", {2024: "excellent", 2023: "incompetent"}),
    _grades("the year itself does not count", "pass", {2024: "excellent", 2025: "incompetent"}),
    _grades("no row of that year", "unknown", {2023: "excellent"}),
    _grades(
        "three years until 2019",
        "fail@2014-01-14",
        {2018: "excellent", 2017: "excellent", 2016: "incompetent"},
        "2019-03-02",
    ),
    _grades("one year from then on", "pass@2019-03-03", {2018: "excellent", 2016: "incompetent"}, "2019-03-03"),
    _grades("a known bar decides", "fail", {2017: "incompetent"}, "2018-06-30"),
    _grades("the fourth year back", "pass", dict.fromkeys((2017, 2016, 2015), "excellent"), "2018-06-30"),
    _grades("a needed year missing", "unknown", {2017: "excellent", 2015: "excellent"}, "2018-06-30"),
    example("appointment.bars.annual_assessment", "no table", "unknown", appointment_cases=[case(decided_on=DAY)]),
    *[_sanction(f"{kind}: over", "pass", kind, f"{BEGAN[months]}5") for kind, months in MONTHS.items()],
    *[_sanction(f"{kind}: last day", "fail", kind, f"{BEGAN[months]}6") for kind, months in MONTHS.items()],
    _sanction("six months from 31 August, last day", "fail", "admonition", "2024-08-31", day="2025-02-27"),
    _sanction("six months from 31 August, over", "pass", "admonition", "2024-08-31", day="2025-02-28"),
    _sanction("decided on the reference day", "fail", "admonition", DAY),
    _sanction("decided the day after", "pass", "admonition", "2025-06-16"),
    _sanction("a longer influence entered", "fail", "admonition", "2020-01-01", influence_until=DAY),
    _sanction("a shorter influence entered", "pass", "demotion", "2025-01-01", influence_until="2025-06-14"),
    _sanction(
        "twelve months of probation and 24 more, last day", "fail", PROBATION, "2022-06-16", party_probation_months=12
    ),
    _sanction(
        "twelve months of probation and 24 more, over", "pass", PROBATION, "2022-06-15", party_probation_months=12
    ),
    _sanction("probation of no known length, within 24 months", "fail", PROBATION, "2023-06-16"),
    _sanction("probation of no known length, afterwards", "unknown", PROBATION, "2023-06-15"),
    _sanction(
        "probation of no known length, end entered", "pass", PROBATION, "2023-06-15", influence_until="2025-06-01"
    ),
    _removal("to a higher level, last day of 24 months", "fail", "2023-06-16"),
    _removal("to a higher level, over", "pass", "2023-06-15"),
    _removal("to the same level, over after 12 months", "pass", "2024-06-15", target="county_deputy"),
    _removal("to the same level, last day", "fail", "2024-06-16", target="county_deputy"),
    _removal("to the same level from none, in month 13", "unknown", "2024-06-15", target=None),
    _removal("a target alone, in month 13", "unknown", "2024-06-15", level=None),
    _removal("even the lowest target, in month 13", "unknown", "2024-06-15", level=None, target="clerk"),
    _removal("no levels, in month 12", "fail", "2024-06-16", level=None, target=None),
    _removal("no levels, after month 24", "pass", "2023-06-15", level=None, target=None),
    _removal("no tenures table, in month 13", "unknown", "2024-06-15", seen=False),
    _removal("an ordered resignation, last day of 24 months", "fail", "2023-06-16", kind=RESIGNATION),
    _removal("an ordered resignation, over", "pass", "2023-06-15", kind=RESIGNATION),
    _removal(
        "an ordered resignation to a lower level, last day", "fail", "2024-06-16", kind=RESIGNATION, target="clerk"
    ),
    _removal("an ordered resignation to a lower level, over", "pass", "2024-06-15", kind=RESIGNATION, target="clerk"),
    _several("none", "pass"),
    _several("one over, one running", "fail", ("admonition", "2020-01-01"), ("demotion", "2025-01-01")),
    _several("one running, one unknown", "fail", ("party_probation", "2020-01-01"), ("demotion", "2025-01-01")),
    _several("one over, one unknown", "unknown", ("party_probation", "2020-01-01"), ("admonition", "2020-01-01")),
    example("appointment.bars.sanction", "no table", "unknown", appointment_cases=[case(decided_on=DAY)]),
]
