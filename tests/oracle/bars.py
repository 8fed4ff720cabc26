"""Rules on what bars a person from appointment: assessments and sanctions."""

from __future__ import annotations

from datetime import date

from tests.oracle.cases import Judge, reference_day
from tests.oracle.logic import Truth, every, outcome
from tests.oracle.months import ONE_DAY, months_later
from tests.oracle.view import Record, View, above


BARRING = ("basically_competent", "incompetent")


def annual_assessment(view: View, case: Record) -> str:
    # A known bar decides even when another needed year has no row.
    day = reference_day(view, case)
    count = view.number("appointment.bars.annual_assessment", "years", day)
    rows = view.of("annual_assessments", "person_id", case["person_id"])
    grades = {row["year"]: row["grade"] for row in rows}
    needed = [grades.get(day.year - back) for back in range(1, count + 1)]
    return outcome(every(None if grade is None else grade not in BARRING for grade in needed))


def sanction(view: View, case: Record) -> str:
    if not view.seen("sanctions"):
        return outcome(None)
    day = reference_day(view, case)
    rows = view.of("sanctions", "person_id", case["person_id"])
    return outcome(every(_is_over(view, case, row, day) for row in rows if row["decided_on"] <= day))


def _is_over(view: View, case: Record, row: Record, day: date) -> Truth:
    """Whether the sanction's influence has ended before that day."""
    decided_on = row["decided_on"]
    if row["influence_until"] is not None:
        return bool(row["influence_until"] < day)
    months = view.number("appointment.bars.sanction", "months", day)[row["kind"]]
    longer = view.number("appointment.bars.sanction", "to_a_higher_level", day)
    if row["kind"] == "party_probation":
        if row["party_probation_months"] is None:  # bars for the fixed part, then nobody knows
            return False if day < months_later(decided_on, months) else None
        months += row["party_probation_months"]
    if day < months_later(decided_on, months) or row["kind"] not in longer:
        return day >= months_later(decided_on, months)
    if day >= months_later(decided_on, longer[row["kind"]]):
        return True
    # Between the two ends the levels decide; the condition names both, so either one missing is unknown.
    higher = above(case["target_level"], view.level_on(row["person_id"], decided_on - ONE_DAY))
    return None if higher is None else not higher


JUDGES: dict[str, Judge] = {
    "appointment.bars.annual_assessment": annual_assessment,
    "appointment.bars.sanction": sanction,
}
