"""Which periods are judged: whole ones inside the check, of organizations that existed at both ends."""

from __future__ import annotations

from typing import Any

from tests.oracle.by_hand.example import Example, example, meeting, organization


def _periods(
    why: str, expected: Any, *, on: str, since: str = "", rule: str = "assembly_quarterly", **cells: Any
) -> Example:
    """Branch A with those cells, no meeting at all."""
    rows = [organization(**cells)]
    return example(f"branch_life.{rule}", why, expected, on=on, since=since, organizations=rows, meetings=[])


def _life(why: str, expected: Any, *held: Any, on: str = "2025-12-31", since: str = "", **cells: Any) -> Example:
    """An organization that holds a democratic life meeting."""
    rows = [organization("committee", holds_life_meeting=True, **cells)]
    return example("life_meeting.yearly", why, expected, on=on, since=since, organizations=rows, meetings=held)


def _on(day: str, consent: str | None = None) -> Any:
    return meeting("democratic_life_meeting", day, deferral_consent_on=consent)


Q2 = {"A 2025-Q2": "fail"}
TWO = {"on": "2025-12-31", "since": "2024-01-01"}

EXAMPLES = [
    _periods("begun a day late", Q2, on="2025-06-30", since="2025-01-02"),
    _periods("one day short", {"A 2025-Q1": "fail"}, on="2025-06-29"),
    _periods("founded on its first day", Q2, on="2025-06-30", founded_on="2025-04-01"),
    _periods("founded on its second day", "", on="2025-06-30", founded_on="2025-04-02"),
    _periods("dissolved on its last day", {"A 2025-Q1": "fail"}, on="2025-06-30", dissolved_on="2025-06-30"),
    _periods("dissolved after it", Q2, on="2025-06-30", since="2025-04-01", dissolved_on="2025-07-01"),
    _periods("never existed", "", on="2025-06-30", founded_on="2020-01-01", dissolved_on="2020-01-01"),
    _periods(
        "the text came in its last quarter", {"A 2018-Q4": "fail@2018-10-28"}, on="2018-12-31", since="2018-07-01"
    ),
    _periods(
        "the text came in October",
        {"A 2018-10": "fail@2018-10-28"},
        on="2018-10-31",
        since="2018-09-01",
        rule="theme_day_monthly",
    ),
    _periods("two years", {"A 2024": "fail", "A 2025": "fail"}, **TWO, rule="life_meeting_yearly"),
    _life("in the year", "pass", _on("2025-12-31")),
    _life("none", "fail"),
    _life("on New Year's Day", "pass", _on("2025-01-01")),
    _life(
        "deferred with consent",
        {"A 2025": "pass"},
        _on("2026-03-31", "2025-12-20"),
        on="2026-03-31",
        since="2025-01-01",
    ),
    _life(
        "deferred, still to come",
        {"A 2025": "fail"},
        _on("2026-03-31", "2025-12-20"),
        on="2026-03-30",
        since="2025-01-01",
    ),
    _life("late without consent", {"A 2025": "fail"}, _on("2026-01-05"), on="2026-03-31", since="2025-01-01"),
    _life(
        "April is too late", {"A 2025": "fail"}, _on("2026-04-01", "2025-12-20"), on="2026-06-30", since="2025-01-01"
    ),
    _life("deferred into this year", "fail", _on("2025-02-28", "2024-12-20")),
    _life(
        "it counts for the year before", {"A 2024": "pass", "A 2025": "fail"}, _on("2025-02-28", "2024-12-20"), **TWO
    ),
    _life("consent in April defers nothing", "pass", _on("2025-04-01", "2024-12-20")),
    _life("both years", {"A 2024": "pass", "A 2025": "pass"}, _on("2024-01-01"), _on("2025-01-01"), **TWO),
    _life("the first year", {"A 2016": "fail@2016-12-23"}, on="2016-12-31", since="2015-01-01"),
    example(
        "life_meeting.yearly",
        "no mark and a no select nobody, a yes selects any kind",
        {"U 2025": "unknown"},
        organizations=[
            organization("committee", "C"),
            organization("committee", "D", holds_life_meeting=False),
            organization("unit", "U", holds_life_meeting=True),
        ],
    ),
]
