"""Qualifications of the person, worked out by hand; the reference day is 2025-06-30 unless a case says otherwise."""

from __future__ import annotations

from typing import Any

from tests.oracle.by_hand.example import Example, case, example, person, tenure


DAY = "2025-06-30"
DEPUTY = {"from_level": "section_principal", "target_level": "county_deputy"}
PRINCIPAL = {"from_level": "county_deputy", "target_level": "county_principal"}


def _ask(rule: str, why: str, expected: str, cells: Any, **tables: Any) -> Example:
    row = case(**{"decided_on": DAY, **cells})
    return example(f"appointment.qualification.{rule}", why, expected, appointment_cases=[row], **tables)


def _work(why: str, expected: str, started: str | None, **cells: Any) -> Example:
    return _ask("work_years", why, expected, {**DEPUTY, **cells}, people=[person(work_started_on=started)])


def _education(why: str, expected: str, reached: str | None, target: str | None, **cells: Any) -> Example:
    row = {"target_level": target, **cells}
    return _ask("education", why, expected, row, people=[person(education=reached)])


def _grass(why: str, expected: str, *spans: Any, **cells: Any) -> Example:
    rows = [tenure(None, since, until, grassroots=mark, post=since) for since, until, mark in spans]
    return _ask("grassroots_years", why, expected, {**DEPUTY, **cells}, tenures=rows)


def _posts(why: str, expected: str, *rows: Any, **cells: Any) -> Example:
    return _ask("lower_posts", why, expected, {**DEPUTY, **cells}, tenures=rows)


def _deputy(why: str, expected: str, *rows: Any, **cells: Any) -> Example:
    return _ask("deputy_years", why, expected, {**PRINCIPAL, **cells}, tenures=rows)


def _lower(why: str, expected: str, *rows: Any, **cells: Any) -> Example:
    return _ask("lower_principal_years", why, expected, {**DEPUTY, **cells}, tenures=rows)


def _consent(why: str, expected: str, **cells: Any) -> Example:
    return _ask("exceptional_consent", why, expected, {**DEPUTY, "vetting_on": "2025-06-01", **cells})


MAYOR = tenure("section_principal", "2020-01-01", "2022-01-01")
SECRETARY = tenure("section_principal", "2022-01-01", post="书记")
SKIP = {"from_level": "section_principal", "target_level": "county_principal"}
EXCEPTIONAL = {"exceptional": True, "interview_recommendation_on": "2025-05-01"}

EXAMPLES = [
    _work("sixty months today", "pass@2019-03-03", "2020-06-30"),
    _work("a day short", "fail", "2020-07-01"),
    _work("from a leap day, reached", "pass", "2020-02-29", decided_on="2025-02-28"),
    _work("from a leap day, a day short", "fail", "2020-02-29", decided_on="2025-02-27"),
    _work("not known", "unknown", None),
    _work("a section target", "not_applicable", None, target_level="section_principal"),
    _work("exceptional", "not_applicable", None, exceptional=True),
    _work("exceptional without a target", "not_applicable", None, exceptional=True, target_level=None),
    _work("without a target", "unknown", "2000-01-01", target_level=None),
    _work("judged on the vetting day", "fail", "2020-07-01", decided_on=None, vetting_on=DAY),
    _work("judged on the as-of day", "pass", "2020-12-31", decided_on=None),
    _work("before 2014", "", "2000-01-01", decided_on="2014-01-13"),
    _work("the text of 2014", "pass@2014-01-14", "2000-01-01", decided_on="2014-01-14"),
    _work("the last day of that text", "pass@2014-01-14", "2000-01-01", decided_on="2019-03-02"),
    _work("the text of 2019", "pass@2019-03-03", "2000-01-01", decided_on="2019-03-03"),
    _work("decided, planned for next year", "pass", "2021-01-15", decided_on="2026-01-15"),
    _work("closed today, nothing decided", "", None, decided_on=None, closed_on="2025-12-31"),
    _work("closed tomorrow, nothing decided", "unknown", None, decided_on=None, closed_on="2026-01-01"),
    _work("closed after a decision", "unknown", None, closed_on="2025-07-01"),
    _ask("work_years", "no people table", "unknown", DEPUTY),
    _education("associate", "pass", "associate", "county_deputy"),
    _education("below", "fail", "below", "county_principal"),
    _education("associate for a bureau post", "fail", "associate", "bureau_deputy"),
    _education("bachelor for a bureau post", "pass", "bachelor", "bureau_principal"),
    _education("not known", "unknown", None, "county_deputy"),
    _education("exceptional changes nothing", "fail", "below", "county_deputy", exceptional=True),
    _education("exceptional without a target", "unknown", "postgraduate", None, exceptional=True),
    _education("a section target", "not_applicable", None, "section_principal"),
    _grass("twenty-four months today", "pass", ("2023-06-30", None, True)),
    _grass("a day short", "fail", ("2023-07-01", None, True)),
    _grass("two stretches add up", "pass", ("2020-01-01", "2021-01-01", True), ("2022-01-01", "2023-01-01", True)),
    _grass(
        "each counts its full months", "fail", ("2020-01-01", "2020-12-31", True), ("2022-01-01", "2023-01-01", True)
    ),
    _grass("two that touch are one", "pass", ("2020-01-01", "2020-12-31", True), ("2020-12-31", "2022-01-01", True)),
    _grass(
        "two that overlap count once", "fail", ("2020-01-01", "2021-06-01", True), ("2020-06-01", "2021-12-31", True)
    ),
    _grass("a single empty mark is no", "fail", ("2020-01-01", None, None), ("2025-01-01", None, True)),
    _grass("all marks empty", "unknown", ("2020-01-01", None, None)),
    _grass("the known mark begins later", "unknown", ("2020-01-01", None, None), ("2025-07-01", None, True)),
    _grass("all marks no", "fail", ("2020-01-01", None, False)),
    _grass("no tenure", "unknown"),
    _grass("exceptional", "not_applicable", exceptional=True),
    _posts("two posts", "pass", MAYOR, SECRETARY),
    _posts("one post twice", "fail", MAYOR, tenure("section_principal", "2023-01-01")),
    _posts("one post in two organizations", "pass", MAYOR, {**MAYOR, "organization_id": "U"}),
    _posts("the second begins today", "pass", MAYOR, tenure("section_principal", DAY, post="书记")),
    _posts("the second begins tomorrow", "fail", MAYOR, tenure("section_principal", "2025-07-01", post="书记")),
    _posts("of exactly the next lower level", "fail", MAYOR, tenure("county_deputy", "2022-01-01", post="书记")),
    _posts("no tenure with a level", "unknown", tenure(None, "2020-01-01")),
    _posts("exceptional is judged too", "fail", MAYOR, exceptional=True),
    _posts("a section target", "not_applicable", MAYOR, target_level="section_principal"),
    _posts("without a target", "unknown", MAYOR, SECRETARY, target_level=None),
    _ask("lower_posts", "no tenures table", "unknown", DEPUTY),
    _deputy("twenty-four months today", "pass", tenure("county_deputy", "2023-06-30")),
    _deputy("a day short", "fail", tenure("county_deputy", "2023-07-01")),
    _deputy("two years to the day", "pass", tenure("county_deputy", "2022-02-28"), decided_on="2024-02-28"),
    _deputy("into a leap year, a day short", "fail", tenure("county_deputy", "2022-03-01"), decided_on="2024-02-29"),
    _deputy("time at a higher level does not count", "fail", tenure("county_principal", "2015-01-01")),
    _deputy("only a tenure without a level", "unknown", tenure(None, "2015-01-01")),
    _deputy(
        "bureau tier",
        "pass",
        tenure("bureau_deputy", "2015-01-01"),
        from_level="bureau_deputy",
        target_level="bureau_principal",
    ),
    _deputy("another step", "not_applicable", **DEPUTY),
    _deputy("exceptional", "not_applicable", exceptional=True),
    _deputy("target not known", "unknown", tenure("county_deputy", "2015-01-01"), target_level=None),
    _deputy("start not known", "unknown", tenure("county_deputy", "2015-01-01"), from_level=None),
    _deputy("the start alone excludes it", "not_applicable", from_level="section_principal", target_level=None),
    _deputy("the target alone excludes it", "not_applicable", from_level=None, target_level="bureau_deputy"),
    _deputy("two known levels of two tiers", "not_applicable", target_level="bureau_principal"),
    _lower("thirty-six months today", "pass", tenure("section_principal", "2022-06-30")),
    _lower("a day short", "fail", tenure("section_principal", "2022-07-01")),
    _lower("up to the end of the stretch", "fail", tenure("section_principal", "2022-01-01", "2024-12-31")),
    _lower("ended when it was full", "pass", tenure("section_principal", "2022-01-01", "2025-01-01")),
    _lower("another step", "not_applicable", **PRINCIPAL),
    _lower("start not known", "unknown", from_level=None),
    _lower("exceptional with a level missing", "not_applicable", from_level=None, exceptional=True),
    _consent("an ordinary case", ""),
    _consent("empty is not exceptional, one level missing", "", target_level=None),
    _consent("exceptional, on the day of decision", "pass", **EXCEPTIONAL, exceptional_consent_on=DAY),
    _consent("exceptional, a day late", "fail", **EXCEPTIONAL, exceptional_consent_on="2025-07-01"),
    _consent("exceptional, no consent", "fail", **EXCEPTIONAL),
    _consent(
        "nothing decided: set is enough", "pass", **EXCEPTIONAL, exceptional_consent_on="2025-06-20", decided_on=None
    ),
    _consent("no recommendation: by vetting", "fail", exceptional=True, exceptional_consent_on="2025-06-02"),
    _consent("no recommendation: in time", "pass", exceptional=True, exceptional_consent_on="2025-06-01"),
    _consent(
        "a level skipped: by vetting",
        "fail",
        **SKIP,
        exceptional_consent_on="2025-06-02",
        interview_recommendation_on="2025-05-01",
    ),
    _consent("a level skipped, no vetting day", "pass", **SKIP, exceptional_consent_on="2026-06-02", vetting_on=None),
    _consent(
        "level missing, the two days differ",
        "unknown",
        **EXCEPTIONAL,
        exceptional_consent_on="2025-06-02",
        from_level=None,
    ),
    _consent(
        "level missing, in time for both", "pass", **EXCEPTIONAL, exceptional_consent_on="2025-06-01", from_level=None
    ),
    _consent(
        "level missing, late for both", "fail", **EXCEPTIONAL, exceptional_consent_on="2025-07-01", from_level=None
    ),
    _consent("level missing, no consent", "fail", **EXCEPTIONAL, target_level=None),
    _consent(
        "level missing, no recommendation",
        "fail",
        exceptional=True,
        exceptional_consent_on="2025-06-02",
        from_level=None,
    ),
]
