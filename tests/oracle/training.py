"""Rules on the training of persons: hours and days of recognised records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from tests.oracle.branch_life import Rule
from tests.oracle.logic import NOT_APPLICABLE, Truth, every, outcome
from tests.oracle.months import Interval, covered, joined, months_later, periods
from tests.oracle.view import LEVELS, Records, Verdict, View, spans


SECTION = {"section_deputy", "section_principal"}
COUNTY_OR_ABOVE = set(LEVELS[LEVELS.index("county_deputy") :])


def recognised(view: View, person_id: str) -> Records:
    """The person's records that count and have ended by the as-of day; an empty mark means recognised."""
    rows = view.of("training_records", "person_id", person_id)
    return [row for row in rows if row["recognized"] is not False and row["ended_on"] <= view.as_of]


def total(rows: Iterable[dict], column: str) -> Decimal:
    """The column's sum; an empty cell adds nothing."""
    return sum((row[column] for row in rows if row[column] is not None), Decimal(0))


def persons(view: View, table: str) -> list[str]:
    """Everyone the table names."""
    return sorted({row["person_id"] for row in view.rows(table)})


def county_level_five_years(view: View) -> Iterator[Verdict]:
    for person_id in persons(view, "tenures"):
        rows = view.of("tenures", "person_id", person_id)
        stretches = joined(spans(row for row in rows if row["level"] in COUNTY_OR_ABOVE))
        for since, until in stretches:
            if since <= view.as_of < until:
                yield Verdict("person", person_id, "", view.as_of, _five_years(view, person_id, since))


def _five_years(view: View, person_id: str, in_post_since: date) -> str:
    # Time in post is known from `tenures` alone, so it excludes the rule even without training records.
    rule, day = "training.county_level_five_years", view.as_of
    in_post, months, hours, days = (view.number(rule, name, day) for name in ("in_post", "months", "hours", "days"))
    if day < months_later(in_post_since, in_post):
        return NOT_APPLICABLE
    if not view.seen("training_records"):
        return outcome(None)
    rows = [row for row in recognised(view, person_id) if day < months_later(row["ended_on"], months)]
    return outcome(total(rows, "hours") >= hours or total(rows, "days") >= days)


def _years(view: View, ranges: dict[str, list[Interval]]) -> Iterator[tuple[str, str, date, Records]]:
    """Each person and year whose every day the ranges hold, with the recognised records ended in it."""
    for person_id, intervals in ranges.items():
        for name, first, last in periods(12, view.since, view.as_of):
            if covered(intervals, first, last):
                rows = [row for row in recognised(view, person_id) if first <= row["ended_on"] <= last]
                yield person_id, name, last, rows


def section_level_yearly(view: View) -> Iterator[Verdict]:
    # A higher tenure running on a single day lifts that day's level out of the section levels.
    rule = "training.section_level_yearly"
    ranges = {person_id: _section_ranges(view, person_id) for person_id in persons(view, "tenures")}
    for person_id, name, last, rows in _years(view, ranges):
        hours, days = (view.number(rule, column, last) for column in ("hours", "days"))
        enough = total(rows, "hours") >= hours or total(rows, "days") >= days
        truth = enough if view.seen("training_records") else None
        yield Verdict("person", person_id, name, last, outcome(truth))


def _section_ranges(view: View, person_id: str) -> list[Interval]:
    """The time in which the person's level (the highest running) is a section level, cut at every change."""
    cuts = sorted({day for ends in spans(view.of("tenures", "person_id", person_id)) for day in ends})
    return [(since, until) for since, until in pairwise(cuts) if view.level_on(person_id, since) in SECTION]


def member_yearly(view: View) -> Iterator[Verdict]:
    # Any branches one after another, any status.
    ranges = {person_id: spans(view.of("members", "person_id", person_id)) for person_id in persons(view, "members")}
    for person_id, name, last, rows in _years(view, ranges):
        enough = total(rows, "hours") >= view.number("training.member_yearly", "hours", last)
        yield Verdict("person", person_id, name, last, outcome(enough if view.seen("training_records") else None))


def secretary_yearly(view: View) -> Iterator[Verdict]:
    rule = "training.secretary_yearly"
    ranges = {person_id: _secretary_spans(view, person_id) for person_id in persons(view, "members")}
    for person_id, name, last, rows in _years(view, ranges):
        hours, least = (view.number(rule, column, last) for column in ("hours", "concentrated"))
        parts = [total(rows, "hours") >= hours, _concentrated(rows, least)]
        truth = every(parts) if view.seen("training_records") else None
        yield Verdict("person", person_id, name, last, outcome(truth))


def _secretary_spans(view: View, person_id: str) -> list[Interval]:
    rows = view.of("members", "person_id", person_id)
    return spans(row for row in rows if row["branch_post"] == "secretary")


def _concentrated(rows: Records, least: int) -> Truth:
    # A record without a mode might be a concentrated one.
    sure = sum(row["mode"] in ("concentrated", "off_post") for row in rows)
    possible = sure + sum(row["mode"] is None for row in rows)
    return True if sure >= least else None if possible >= least else False


RULES: dict[str, Rule] = {
    "training.county_level_five_years": county_level_five_years,
    "training.section_level_yearly": section_level_yearly,
    "training.member_yearly": member_yearly,
    "training.secretary_yearly": secretary_yearly,
}
