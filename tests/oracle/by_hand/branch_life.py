"""Rules on the periods of branches, worked out by hand."""

from __future__ import annotations

from typing import Any

from tests.oracle.by_hand.example import Example, example, full, meeting, member, organization


BRANCH = [organization()]
JUNE: dict[str, Any] = {"on": "2025-06-30", "since": "2025-06-01"}


def _committee(why: str, expected: str, members: Any, held: Any = (), has: bool | None = None) -> Example:
    """One branch in June 2025; `None` leaves the table out."""
    tables = {"organizations": [organization(has_committee=has)], "members": members, "meetings": held}
    seen = {name: rows for name, rows in tables.items() if rows is not None}
    return example("branch_life.committee_monthly", why, expected, **JUNE, **seen)


def _must_learn(why: str, expected: Any, *held: Any, **days: str) -> Example:
    """Branch A with its group G, and group H of no branch, in the second quarter of 2025."""
    group, stranger = organization("branch_group", "G", parent_id="A"), organization("branch_group", "H")
    days = days or {"on": "2025-06-30", "since": "2025-04-01"}
    rule = "branch_life.must_learn_quarterly"
    return example(rule, why, expected, organizations=[*BRANCH, group, stranger], meetings=held, **days)


def _lecture(why: str, expected: Any, *lecturers: str | None, kind: str = "committee") -> Example:
    held = [meeting("party_lecture", f"2025-0{n}-01", lecturer_post=post) for n, post in enumerate(lecturers, 1)]
    rule = "branch_life.secretary_lecture_yearly"
    return example(rule, why, expected, organizations=[organization(kind)], meetings=held)


QUARTERS = {"A 2025-Q1": "pass", "A 2025-Q2": "pass", "A 2025-Q3": "fail", "A 2025-Q4": "fail"}
ASSEMBLIES = [
    meeting("branch_assembly", "2025-01-01"),
    meeting("branch_assembly", "2025-06-30"),
    meeting("theme_day", "2025-07-01"),
    meeting("branch_assembly", "2025-10-01", of="B"),
]
HELD = [meeting("branch_committee_meeting", "2025-06-30")]
CADENCES = [
    ("branch_life.group_monthly", "branch_group", "branch_group_meeting", "2025-01-31"),
    ("branch_life.theme_day_monthly", "branch", "theme_day", "2025-01-31"),
    ("branch_life.life_meeting_yearly", "branch", "organizational_life_meeting", "2025-12-31"),
    ("branch_life.member_appraisal_yearly", "branch", "member_appraisal", "2025-12-31"),
]
ASSEMBLY = "branch_life.assembly_quarterly"

EXAMPLES = [
    example(
        ASSEMBLY, "first and last day count, other kinds not", QUARTERS, organizations=BRANCH, meetings=ASSEMBLIES
    ),
    example(ASSEMBLY, "no meetings table", "unknown", on="2025-03-31", organizations=BRANCH),
    example(ASSEMBLY, "an empty table is complete", "fail", on="2025-03-31", organizations=BRANCH, meetings=[]),
    example(ASSEMBLY, "no organizations", "", meetings=ASSEMBLIES),
    example(
        ASSEMBLY, "a general branch is no branch", "", organizations=[organization("general_branch")], meetings=[]
    ),
    example(
        "branch_life.group_monthly",
        "groups by the month",
        {"G 2025-05": "pass", "G 2025-06": "fail"},
        on="2025-06-30",
        since="2025-05-01",
        organizations=[*BRANCH, organization("branch_group", "G", parent_id="A")],
        meetings=[
            meeting("branch_group_meeting", "2025-05-31", of="G"),
            meeting("branch_group_meeting", "2025-06-01"),
        ],
    ),
    example(
        "branch_life.theme_day_monthly",
        "29 February belongs to February",
        {"A 2024-02": "pass", "A 2024-03": "fail"},
        on="2024-03-31",
        since="2024-02-01",
        organizations=BRANCH,
        meetings=[meeting("theme_day", "2024-02-29")],
    ),
    example(
        "branch_life.life_meeting_yearly",
        "31 December is in time",
        "pass",
        organizations=BRANCH,
        meetings=[meeting("organizational_life_meeting", "2025-12-31")],
    ),
    example(
        "branch_life.member_appraisal_yearly",
        "the next day is not",
        "fail",
        on="2026-01-01",
        since="2025-01-01",
        organizations=BRANCH,
        meetings=[meeting("member_appraisal", "2026-01-01")],
    ),
    *[
        example(rule, why, answer, organizations=[organization(kind)], on=on, **tables)
        for rule, kind, meeting_kind, on in CADENCES
        for why, answer, tables in (
            ("held on the last day", "pass", {"meetings": [meeting(meeting_kind, on)]}),
            ("held by another", "fail", {"meetings": [meeting(meeting_kind, on, of="B")]}),
            ("no meetings table", "unknown", {}),
        )
    ],
    _committee("no committee, whatever was held", "not_applicable", full(9), HELD, has=False),
    _committee("no committee needs no meetings table", "not_applicable", [], None, has=False),
    _committee("a committee that met", "pass", [], HELD, has=True),
    _committee("a committee that did not", "fail", [], has=True),
    _committee("a committee, no meetings table", "unknown", [], None, has=True),
    _committee("no row of members at any time", "unknown", [member("q", organization_id="B")], HELD),
    _committee("no members table", "unknown", None, HELD),
    _committee("only an empty interval", "unknown", [member("q", since="2025-01-01", until="2025-01-01")], HELD),
    _committee("a row of a later time is a row", "not_applicable", [member("q", since="2026-01-01")], HELD),
    _committee("seven full members on the first day", "fail", full(7, since="2025-06-01")),
    _committee("seven full members that met", "pass", full(7), HELD),
    _committee("the seventh came on the second day", "not_applicable", [*full(6), member("q", since="2025-06-02")]),
    _committee("the seventh left on the first day", "not_applicable", [*full(6), member("q", until="2025-06-01")]),
    _committee("the seventh on probation", "not_applicable", [*full(6), member("q", status="probationary")]),
    _committee("the seventh of no status", "unknown", [*full(6), member("q", status=None)], HELD),
    _committee("the eighth of no status", "pass", [*full(7), member("q", status=None)], HELD),
    _committee("the sixth of no status", "not_applicable", [*full(5), member("q", status=None)], HELD),
    _committee("six persons in seven rows", "not_applicable", [*full(6), member("p1", since="2020-01-01")], HELD),
    _lecture("the secretary among others", "pass", None, "other", "secretary"),
    _lecture("only others", "fail", "other"),
    _lecture("one other, one without a lecturer", "fail", "other", None),
    _lecture("all without a lecturer", "unknown", None, None),
    _lecture("no lecture", "fail"),
    _lecture("a leading group too", "pass", "secretary", kind="leading_group"),
    _lecture("not a branch", "", "secretary", kind="branch"),
    example("branch_life.secretary_lecture_yearly", "no table", "unknown", organizations=[organization("committee")]),
    _must_learn("its own assembly", "pass", meeting("branch_assembly", "2025-04-01", must_learn=True)),
    _must_learn("a lecture", "pass", meeting("party_lecture", "2025-04-01", must_learn=True)),
    _must_learn("its group", "pass", meeting("branch_group_meeting", "2025-06-30", of="G", must_learn=True)),
    _must_learn("another's group", "fail", meeting("branch_group_meeting", "2025-06-30", of="H", must_learn=True)),
    _must_learn("a lecture of the group", "fail", meeting("party_lecture", "2025-04-01", of="G", must_learn=True)),
    _must_learn("a theme day does not count", "fail", meeting("theme_day", "2025-04-01", must_learn=True)),
    _must_learn("all empty", "unknown", meeting("branch_assembly", "2025-04-01")),
    _must_learn(
        "one no among empty ones",
        "fail",
        meeting("branch_assembly", "2025-04-01"),
        meeting("branch_committee_meeting", "2025-04-01", must_learn=False),
    ),
    _must_learn("none held", "fail"),
    _must_learn("from 2021 on", {"A 2021-Q1": "fail@2021-01-01"}, on="2021-03-31", since="2020-10-01"),
]
