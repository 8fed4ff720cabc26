"""Rules on the life of branches, read from `RULES.md` row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from tests.oracle.logic import FAIL, NOT_APPLICABLE, PASS, UNKNOWN, Truth, no_later, outcome, times
from tests.oracle.months import periods
from tests.oracle.view import Record, Records, Verdict, View, exists, running


Rule = Callable[[View], Iterator[Verdict]]


def periods_of(view: View, kinds: tuple[str, ...], months: int) -> Iterator[tuple[Record, str, date, date]]:
    """Each organization of these kinds with each whole period on whose first and last day it existed."""
    for organization in view.organizations(kinds):
        for name, first, last in periods(months, view.since, view.as_of):
            if exists(organization, first) and exists(organization, last):
                yield organization, name, first, last


def held_between(view: View, organization_id: str, kind: str, first: date, last: date) -> Records:
    """Meetings of that organization and kind held from `first` to `last`."""
    return [row for row in view.held(organization_id, kind) if first <= row["held_on"] <= last]


def _cadence(rule: str, subject: str, months: int, kind: str) -> Rule:
    """At least one meeting of the kind in the period; the table `meetings` alone decides."""

    def judge(view: View) -> Iterator[Verdict]:
        for organization, name, first, last in periods_of(view, (subject,), months):
            identity = organization["organization_id"]
            count = len(held_between(view, identity, kind, first, last))
            enough = count >= view.number(rule, "least", last) if view.seen("meetings") else None
            yield Verdict("organization", identity, name, last, outcome(enough))

    return judge


def has_committee(view: View, branch: Record, day: date) -> Truth:
    """`has_committee`, or when empty whether 7 full members are in the branch on the day.

    Without any row in `members` at any time, or without the table, it cannot be known.
    """
    if branch["has_committee"] is not None:
        return bool(branch["has_committee"])
    rows = view.of("members", "organization_id", branch["organization_id"])
    if not rows:
        return None
    least = view.number("branch_life.committee_monthly", "members", day)
    return at_least_full_members(rows, day, least)


def at_least_full_members(rows: Records, day: date, least: int) -> Truth:
    """Whether `least` persons are full members on the day; an empty status might be full."""
    current = [row for row in rows if running(row, day)]
    sure = {row["person_id"] for row in current if row["status"] == "full"}
    possible = sure | {row["person_id"] for row in current if row["status"] is None}
    if len(sure) >= least:
        return True
    return None if len(possible) >= least else False


def committee_monthly(view: View) -> Iterator[Verdict]:
    # Existence first: whether a committee meeting was held says nothing about whether there is a committee.
    rule = "branch_life.committee_monthly"
    for branch, name, first, last in periods_of(view, ("branch",), 1):
        identity = branch["organization_id"]
        committee = has_committee(view, branch, first)
        meetings = held_between(view, identity, "branch_committee_meeting", first, last)
        if committee is False:
            result = NOT_APPLICABLE
        elif committee is None or not view.seen("meetings"):
            result = UNKNOWN
        else:
            result = outcome(len(meetings) >= view.number(rule, "least", last))
        yield Verdict("organization", identity, name, last, result)


def secretary_lecture_yearly(view: View) -> Iterator[Verdict]:
    # A lecture by another and one without a lecturer: the named condition is not met, the empty one counts as no.
    rule = "branch_life.secretary_lecture_yearly"
    for organization, name, first, last in periods_of(view, ("committee", "leading_group"), 12):
        identity = organization["organization_id"]
        lecturers = [row["lecturer_post"] for row in held_between(view, identity, "party_lecture", first, last)]
        least = view.number(rule, "least", last)
        yield Verdict("organization", identity, name, last, _marked(view, lecturers, "secretary", least))


def _marked(view: View, marks: list[object], wanted: object, least: int) -> str:
    if not view.seen("meetings") or (marks and all(mark is None for mark in marks)):
        return UNKNOWN
    return PASS if sum(mark == wanted for mark in marks) >= least else FAIL


def must_learn_quarterly(view: View) -> Iterator[Verdict]:
    # Group meetings count through the group's parent, whenever the group existed.
    rule = "branch_life.must_learn_quarterly"
    own = ("branch_assembly", "branch_committee_meeting", "party_lecture")
    for branch, name, first, last in periods_of(view, ("branch",), 3):
        identity = branch["organization_id"]
        meetings = [row for kind in own for row in held_between(view, identity, kind, first, last)]
        for group in view.of("organizations", "parent_id", identity):
            if group["kind"] == "branch_group":
                meetings += held_between(view, group["organization_id"], "branch_group_meeting", first, last)
        marks, least = [row["must_learn"] for row in meetings], view.number(rule, "least", last)
        yield Verdict("organization", identity, name, last, _marked(view, marks, True, least))


def meetings_inside(view: View, kind: str) -> Records:
    """Meetings of that kind held inside [since, as-of]."""
    return [row for row in view.rows("meetings") if row["kind"] == kind and view.since <= row["held_on"] <= view.as_of]


def share_of_expected(view: View, rule: str, row: Record, column: str) -> Truth:
    """column ÷ expected ≥ part ÷ whole, multiplied out."""
    part, whole = (view.number(rule, name, row["held_on"]) for name in ("part", "whole"))
    return no_later(times(part, row["expected"]), times(whole, row[column]))


def _assembly(judge: Callable[[View, Record], Truth]) -> Rule:
    def rows(view: View) -> Iterator[Verdict]:
        for row in meetings_inside(view, "branch_assembly"):
            if row["votes_for"] is not None:  # only an assembly that voted
                yield Verdict("meeting", row["meeting_id"], "", row["held_on"], outcome(judge(view, row)))

    return rows


def _quorum(view: View, row: Record) -> Truth:
    return share_of_expected(view, "branch_life.assembly_quorum", row, "present")


def _majority(view: View, row: Record) -> Truth:
    # More than half of those entitled to vote, so half is not enough.
    rule = "branch_life.assembly_majority"
    part, whole = (view.number(rule, name, row["held_on"]) for name in ("part", "whole"))
    return None if row["expected"] is None else bool(row["votes_for"] * whole > row["expected"] * part)


def committee_quorum(view: View) -> Iterator[Verdict]:
    for row in meetings_inside(view, "branch_committee_meeting"):
        truth = share_of_expected(view, "branch_life.committee_quorum", row, "present")
        yield Verdict("meeting", row["meeting_id"], "", row["held_on"], outcome(truth))


_CADENCES = {
    "assembly_quarterly": ("branch", 3, "branch_assembly"),
    "group_monthly": ("branch_group", 1, "branch_group_meeting"),
    "theme_day_monthly": ("branch", 1, "theme_day"),
    "life_meeting_yearly": ("branch", 12, "organizational_life_meeting"),
    "member_appraisal_yearly": ("branch", 12, "member_appraisal"),
}

RULES: dict[str, Rule] = {
    **{f"branch_life.{name}": _cadence(f"branch_life.{name}", *reading) for name, reading in _CADENCES.items()},
    "branch_life.committee_monthly": committee_monthly,
    "branch_life.secretary_lecture_yearly": secretary_lecture_yearly,
    "branch_life.must_learn_quarterly": must_learn_quarterly,
    "branch_life.assembly_quorum": _assembly(_quorum),
    "branch_life.assembly_majority": _assembly(_majority),
    "branch_life.committee_quorum": committee_quorum,
}
