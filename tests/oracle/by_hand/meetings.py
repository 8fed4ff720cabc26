"""Rules on a single meeting, worked out by hand."""

from __future__ import annotations

from typing import Any

from tests.oracle.by_hand.example import Example, example, meeting


def _vote(rule: str, why: str, answer: str, **cells: Any) -> Example:
    """One assembly with a vote, unless the cells say otherwise."""
    held = meeting("branch_assembly", "2025-05-01", **{"expected": 10, "present": 8, "votes_for": 6, **cells})
    return example(f"branch_life.{rule}", why, answer, meetings=[held])


def _committee(why: str, expected: str, present: int | None, expected_count: int | None) -> Example:
    held = meeting("branch_committee_meeting", "2025-05-01", expected=expected_count, present=present)
    return example("branch_life.committee_quorum", why, expected, meetings=[held])


def _life(why: str, expected: str, present: int | None, expected_count: int | None) -> Example:
    held = meeting("democratic_life_meeting", "2025-05-01", expected=expected_count, present=present)
    return example("life_meeting.attendance", why, expected, meetings=[held])


def _held(why: str, expected: str, day: str, **days: str) -> Example:
    held = meeting("branch_committee_meeting", day, expected=2, present=1)
    return example("branch_life.committee_quorum", why, expected, meetings=[held], **days)


EXAMPLES = [
    _vote("assembly_quorum", "half is enough", "pass", present=5),
    _vote("assembly_quorum", "five of eleven", "fail", present=5, expected=11),
    _vote("assembly_quorum", "nobody knows how many came", "unknown", present=None),
    _vote("assembly_quorum", "a missing number is unknown though none came", "unknown", present=0, expected=None),
    _vote("assembly_quorum", "without a vote", "", votes_for=None),
    _vote("assembly_quorum", "a vote without votes for it", "pass", votes_for=0),
    _vote("assembly_majority", "half is not enough", "fail", votes_for=5),
    _vote("assembly_majority", "one more than half", "pass", votes_for=6),
    _vote("assembly_majority", "of those entitled, not of those present", "fail", votes_for=5, present=6),
    _vote("assembly_majority", "attendance plays no part", "pass", present=None),
    _vote("assembly_majority", "entitled not known", "unknown", expected=None),
    _committee("three of six", "pass", 3, 6),
    _committee("two of five", "fail", 2, 5),
    _committee("without a number", "unknown", None, 5),
    _life("two thirds", "pass", 6, 9),
    _life("just under", "fail", 6, 10),
    _life("without a number", "unknown", 6, None),
    _held("on the first day of the check", "pass", "2025-04-01", since="2025-04-01"),
    _held("on the day before", "", "2025-03-31", since="2025-04-01"),
    _held("on the as-of day", "pass", "2025-12-31"),
    _held("on the day after", "", "2026-01-01"),
    _held("on the day the text began", "pass@2018-10-28", "2018-10-28", on="2018-12-31"),
    _held("on the day before it began", "", "2018-10-27", on="2018-12-31"),
]
