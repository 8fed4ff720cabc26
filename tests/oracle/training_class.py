"""Rules on training classes, their courses and leave taken from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.oracle.branch_life import Rule
from tests.oracle.logic import UNKNOWN, outcome
from tests.oracle.training import total
from tests.oracle.view import Record, Records, Verdict, View


def classes(view: View) -> Iterator[tuple[Record, date, Records]]:
    """Classes whose last day is on or after `since` or empty, with their reference day and courses.

    A class still to end is judged as planned, on its last day.
    """
    for row in view.rows("training_classes"):
        if row["until"] is None or row["until"] >= view.since:
            yield row, row["until"] or view.as_of, view.of("training_courses", "class_id", row["class_id"])


def share(part: Decimal, whole: Decimal, least: Decimal) -> str:
    """part ÷ whole ≥ least, multiplied out; of nothing there is no share."""
    return outcome(part >= least * whole) if whole else UNKNOWN


def party_spirit_share(view: View) -> Iterator[Verdict]:
    # No course at all and an absent table both leave 0 hours.
    for row, day, courses in classes(view):
        part = total((course for course in courses if course["category"] == "party_spirit"), "hours")
        least = view.number("training.party_spirit_share", "share", day)
        yield Verdict("training_class", row["class_id"], "", day, share(part, total(courses, "hours"), least))


def leader_lecture_share(view: View) -> Iterator[Verdict]:
    # "All empty" looks at every course, whatever its hours; one known mark makes the empty ones count as no.
    for row, day, courses in classes(view):
        if row["kind"] != "main" or row["until"] is None:
            continue
        marks = [course["leader_lecture"] for course in courses]
        part = total((course for course in courses if course["leader_lecture"]), "hours")
        least = view.number("training.leader_lecture_share", "share", day)
        judged = share(part, total(courses, "hours"), least)
        result = UNKNOWN if all(mark is None for mark in marks) else judged
        yield Verdict("training_class", row["class_id"], "", day, result)


def leave_share(view: View) -> Iterator[Verdict]:
    # Recognised or not: the leave was taken.
    for row in view.rows("training_records"):
        inside = view.since <= row["ended_on"] <= view.as_of
        if inside and row["mode"] == "off_post" and row["leave_hours"] is not None:
            part, whole = (view.number("training.leave_share", name, row["ended_on"]) for name in ("part", "whole"))
            within = row["leave_hours"] * whole <= row["hours"] * part
            yield Verdict("training_record", record_subject(row), "", row["ended_on"], outcome(within))


def record_subject(row: Record) -> str:
    """person_id/class_id/ended_on; an empty class leaves two slashes."""
    return f"{row['person_id']}/{row['class_id'] or ''}/{row['ended_on'].isoformat()}"


RULES: dict[str, Rule] = {
    "training.party_spirit_share": party_spirit_share,
    "training.leader_lecture_share": leader_lecture_share,
    "training.leave_share": leave_share,
}
