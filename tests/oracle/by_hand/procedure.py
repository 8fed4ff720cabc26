"""Notice, order of steps, instatement and probation, worked out by hand.

In June 2025 the 2nd is a holiday (Dragon Boat Festival on 31 May, a Saturday, made up on Monday), and from Tuesday
3 June on each week has five working days.
"""

from __future__ import annotations

from typing import Any

from tests.oracle.by_hand.example import Example, case, example


def _ask(rule: str, why: str, expected: str, *, workdays: Any = None, on: str = "2025-12-31", **cells: Any) -> Example:
    tables = {"appointment_cases": [case(**cells)]} | ({} if workdays is None else {"workdays": workdays})
    return example(f"appointment.{rule}", why, expected, on=on, **tables)


def _notice(
    why: str, expected: str, since: str, until: str | None, *changed: tuple[str, bool], **cells: Any
) -> Example:
    days = [{"date": day, "is_workday": works} for day, works in changed]
    return _ask("notice.length", why, expected, workdays=days, notice_on=since, notice_until=until, **cells)


def _order(why: str, expected: str, **cells: Any) -> Example:
    dates = {
        "decided_on": "2025-06-10",
        "notice_on": "2025-06-10",
        "notice_until": "2025-06-17",
        "letter_on": "2025-06-18",
    }
    return _ask("notice.order", why, expected, **{**dates, **cells})


def _steps(why: str, expected: str, **cells: Any) -> Example:
    return _ask("order", why, expected, **cells)


def _probation(why: str, expected: str, until: str | None, **cells: Any) -> Example:
    row = {"probation_required": True, "letter_on": "2024-06-18", "probation_until": until, **cells}
    return _ask("probation.length", why, expected, **row)


def _concluded(why: str, expected: str, until: str | None, concluded: str | None, on: str = "2025-06-18") -> Example:
    return _ask("probation.concluded", why, expected, on=on, probation_until=until, probation_concluded_on=concluded)


NEW_YEAR = [(f"2027-01-0{day}", day > 3) for day in range(1, 9)]

EXAMPLES = [
    _notice("a week", "pass", "2025-06-09", "2025-06-16"),
    _notice("a day less", "fail", "2025-06-09", "2025-06-13"),
    _notice("a weekend adds nothing", "fail", "2025-06-09", "2025-06-15"),
    _notice("a holiday is no working day", "fail", "2025-05-30", "2025-06-06"),
    _notice("one more after the holiday", "pass", "2025-05-30", "2025-06-09"),
    _notice("a Sunday worked before the spring festival", "pass", "2025-01-20", "2025-01-26"),
    _notice("begun on a Saturday", "pass", "2025-06-07", "2025-06-13"),
    _notice("ended on the day it began", "fail", "2025-06-09", "2025-06-09"),
    _notice("ended before it began", "fail", "2025-06-09", "2025-06-01"),
    _notice("no end", "unknown", "2025-06-09", None),
    _notice("the data set's own day off", "fail", "2025-06-09", "2025-06-16", ("2025-06-11", False)),
    _notice("the data set's own working Sunday", "pass", "2025-06-09", "2025-06-15", ("2025-06-15", True)),
    _notice("past the calendar", "unknown", "2026-12-24", "2027-01-01"),
    _notice("five working days before its end do not help", "unknown", "2026-12-01", "2027-01-01"),
    _notice("past the calendar, filled in", "pass", "2026-12-31", "2027-01-08", *NEW_YEAR),
    _notice("before the calendar", "unknown", "2003-12-30", "2004-01-12"),
    _notice(
        "its first day is not counted, so may lie before", "pass", "2003-12-31", "2004-01-12", decided_on="2025-01-01"
    ),
    _ask("notice.length", "no table, the shipped calendar", "pass", notice_on="2025-06-09", notice_until="2025-06-16"),
    _ask("notice.length", "no notice", "", notice_until="2025-06-16"),
    _order("in order", "pass"),
    _order("no notice", "fail", notice_on=None),
    _order("noticed before the decision", "fail", notice_on="2025-06-09"),
    _order("letter on the last day of the notice", "fail", letter_on="2025-06-17"),
    _order("decision not known", "unknown", decided_on=None),
    _order("end not known", "unknown", notice_until=None),
    _order("end not known, but noticed too early", "fail", notice_until=None, notice_on="2025-06-09"),
    _order("no letter", "", letter_on=None),
    _steps("nothing set", "pass"),
    _steps("all on one day", "pass", motion_on="2025-06-10", vetting_on="2025-06-10", decided_on="2025-06-10"),
    _steps(
        "the two recommendations are one step",
        "pass",
        assembly_recommendation_on="2025-06-02",
        interview_recommendation_on="2025-06-01",
        vetting_on="2025-06-02",
    ),
    _steps(
        "one recommendation before the motion",
        "fail",
        motion_on="2025-06-02",
        assembly_recommendation_on="2025-06-02",
        interview_recommendation_on="2025-06-01",
    ),
    _steps(
        "vetted before the later recommendation",
        "fail",
        assembly_recommendation_on="2025-06-01",
        interview_recommendation_on="2025-06-03",
        vetting_on="2025-06-02",
    ),
    _steps("empty steps between", "fail", motion_on="2025-06-02", letter_on="2025-06-01"),
    _steps("the notice is no step", "pass", decided_on="2025-06-10", notice_on="2025-06-01", letter_on="2025-06-18"),
    _steps("the text of 2002", "pass@2002-07-09", decided_on="2002-07-09"),
    _ask("instatement.talk", "talked", "pass", letter_on="2025-06-18", talk_on="2025-08-01"),
    _ask("instatement.talk", "not talked", "fail", letter_on="2025-06-18"),
    _ask("instatement.talk", "no letter", "", talk_on="2025-06-18"),
    _probation("the day before the anniversary", "pass", "2025-06-17"),
    _probation("a day short", "fail", "2025-06-16"),
    _probation("a letter of a leap day, long enough", "pass", "2025-02-27", letter_on="2024-02-29"),
    _probation("a letter of a leap day, a day short", "fail", "2025-02-26", letter_on="2024-02-29"),
    _probation("no end", "unknown", None),
    _probation("not required", "", "2025-06-16", probation_required=False),
    _probation("not known to be required", "", "2025-06-16", probation_required=None),
    _concluded("over yesterday, concluded", "pass", "2025-06-17", "2025-07-01"),
    _concluded("over yesterday, not concluded", "fail", "2025-06-17", None),
    _concluded("over today", "", "2025-06-18", None),
    _concluded("no end", "", None, None),
]
