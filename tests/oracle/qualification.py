"""Rules on the qualifications of the person an appointment case is about."""

from __future__ import annotations

from tests.oracle.cases import Judge, reference_day
from tests.oracle.logic import NOT_APPLICABLE, UNKNOWN, Truth, no_later, outcome
from tests.oracle.months import months_in_all, months_later
from tests.oracle.view import LEVELS, Record, Records, View, spans


COUNTY_TARGETS = LEVELS[LEVELS.index("county_deputy") :]
BUREAU_TARGETS = LEVELS[LEVELS.index("bureau_deputy") :]
TO_PRINCIPAL = (("county_deputy", "county_principal"), ("bureau_deputy", "bureau_principal"))
TO_UPPER_DEPUTY = (("section_principal", "county_deputy"), ("county_principal", "bureau_deputy"))
EDUCATION = ("below", "associate", "bachelor", "postgraduate")
PREFIX = "appointment.qualification."


def person(view: View, case: Record) -> Record | None:
    """The person's row, None when the table or the row is absent."""
    rows = view.of("people", "person_id", case["person_id"])
    return rows[0] if rows else None


def begun(view: View, case: Record) -> Records:
    """The person's tenures begun by the reference day."""
    day = reference_day(view, case)
    return [row for row in view.of("tenures", "person_id", case["person_id"]) if row["since"] <= day]


def with_level(rows: Records) -> Records:
    """Tenures that have a level."""
    return [row for row in rows if row["level"] is not None]


def _excluded(case: Record, *, excuse: bool) -> str:
    """not_applicable by what is known, unknown when only the missing target level could tell, else ""."""
    if excuse and case["exceptional"]:
        return NOT_APPLICABLE
    if case["target_level"] is None:
        return UNKNOWN
    return "" if case["target_level"] in COUNTY_TARGETS else NOT_APPLICABLE


def work_years(view: View, case: Record) -> str:
    row, day = person(view, case), reference_day(view, case)
    started = row["work_started_on"] if row else None
    months = view.number(PREFIX + "work_years", "months", day)
    enough = None if started is None else no_later(months_later(started, months), day)
    return _excluded(case, excuse=True) or outcome(enough)


def grassroots_years(view: View, case: Record) -> str:
    # Levels play no part: grass-roots tenures count by their mark alone, a single empty mark counts as no.
    day, rows = reference_day(view, case), begun(view, case)
    months = view.number(PREFIX + "grassroots_years", "months", day)
    marks = [row["grassroots"] for row in rows]
    known = any(mark is not None for mark in marks)
    enough = months_in_all(spans(row for row in rows if row["grassroots"]), day) >= months
    return _excluded(case, excuse=True) or outcome(enough if known else None)


def lower_posts(view: View, case: Record) -> str:
    # An exceptional case is judged too: the clause on posts is not among those an exception sets aside.
    excluded = _excluded(case, excuse=False)
    if excluded:
        return excluded
    lower = LEVELS[LEVELS.index(case["target_level"]) - 1]
    rows = with_level(begun(view, case))
    posts = {(row["post"], row["organization_id"]) for row in rows if row["level"] == lower}
    least = view.number(PREFIX + "lower_posts", "posts", reference_day(view, case))
    return outcome(len(posts) >= least if rows else None)


def education(view: View, case: Record) -> str:
    row = person(view, case)
    reached = row["education"] if row else None
    wanted = "bachelor" if case["target_level"] in BUREAU_TARGETS else "associate"
    enough = None if reached is None else EDUCATION.index(reached) >= EDUCATION.index(wanted)
    return _excluded(case, excuse=False) or outcome(enough)


def _years_at_from_level(rule: str, steps: tuple[tuple[str, str], ...]) -> Judge:
    def judge(view: View, case: Record) -> str:
        # A known level that belongs to no such step excludes the rule, whatever the other one is.
        start, target = case["from_level"], case["target_level"]
        fitting = [step for step in steps if start in (None, step[0]) and target in (None, step[1])]
        if case["exceptional"] or not fitting:
            return NOT_APPLICABLE
        if start is None or target is None:
            return UNKNOWN
        day, rows = reference_day(view, case), with_level(begun(view, case))
        at_level = spans(row for row in rows if row["level"] == start)
        enough = months_in_all(at_level, day) >= view.number(PREFIX + rule, "months", day)
        return outcome(enough if rows else None)

    return judge


def exceptional_consent(view: View, case: Record) -> str:
    skipped = _skips_a_level(case)
    if not case["exceptional"] and skipped is not True:
        return ""
    recommended = case["assembly_recommendation_on"] or case["interview_recommendation_on"]
    by_vetting, by_decision = _in_time(case, "vetting_on"), _in_time(case, "decided_on")
    if skipped or recommended is None or by_vetting == by_decision:
        return outcome(by_vetting)
    return outcome(by_decision if skipped is False else None)


def _skips_a_level(case: Record) -> Truth:
    if case["target_level"] is None or case["from_level"] is None:
        return None
    return LEVELS.index(case["target_level"]) - LEVELS.index(case["from_level"]) > 1


def _in_time(case: Record, limit: str) -> bool:
    """Whether consent is set and no later than that day; a day not set sets no limit."""
    consent = case["exceptional_consent_on"]
    return consent is not None and (case[limit] is None or consent <= case[limit])


JUDGES: dict[str, Judge] = {
    PREFIX + "work_years": work_years,
    PREFIX + "grassroots_years": grassroots_years,
    PREFIX + "lower_posts": lower_posts,
    PREFIX + "deputy_years": _years_at_from_level("deputy_years", TO_PRINCIPAL),
    PREFIX + "lower_principal_years": _years_at_from_level("lower_principal_years", TO_UPPER_DEPUTY),
    PREFIX + "education": education,
    PREFIX + "exceptional_consent": exceptional_consent,
}
