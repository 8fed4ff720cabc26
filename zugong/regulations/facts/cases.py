"""Appointment cases under the law of their reference day."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, Tables
from zugong.regulations.facts.law import under_law, unseen_or, with_run
from zugong.regulations.facts.levels import BUREAU, COUNTY, rank


def under_judgement(t: Tables) -> Expr:
    """Cases to be judged, with on_day (decided_on, else vetting_on, else the as-of day), level places and the law.

    A case closed by the as-of day without a decision is not judged. Empty `exceptional` and `small_unit` are false.
    """
    cases = with_run(t.appointment_cases, t)
    open_or_decided = cases.closed_on.isnull() | (cases.closed_on > cases.as_of) | cases.decided_on.notnull()
    subjects = cases.filter(open_or_decided).mutate(
        subject_id=_.case_id,
        on_day=ibis.coalesce(_.decided_on, _.vetting_on, _.as_of),
        exceptional=_.exceptional.fill_null(False),
        small_unit=_.small_unit.fill_null(False),
        target_rank=rank(_.target_level),
        from_rank=rank(_.from_level),
    )
    return under_law(subjects, t, on="on_day")


def county_target() -> Expr:
    """Whether the case aims at county_deputy or above; null when the target level is missing."""
    return _.target_rank >= COUNTY


def bureau_target() -> Expr:
    """Whether the case aims at bureau_deputy or above; null when the target level is missing."""
    return _.target_rank >= BUREAU


def with_person(cases: Expr, t: Tables, *columns: str) -> Expr:
    """Cases with columns of their person, empty when the person is not in the data set, and `in_people`: it is."""
    people = t.people.select(of_person=_.person_id, **{name: _[name] for name in columns})
    joined = cases.left_join(people, cases.person_id == people.of_person)
    return joined.mutate(in_people=_.of_person.notnull()).drop("of_person")


def person_lacks(column: str, reason: str) -> list[tuple[Expr, str | Expr]]:
    """Reasons for an unknown of cases `with_person`: no table of people, not this person, or `reason`."""
    return unseen_or(
        "people", "人员", (~_.in_people, "《人员》表中没有此人"), (_.in_people & _[column].isnull(), reason)
    )


def with_totals(cases: Expr, totals: Expr, key: str) -> Expr:
    """Cases with aggregated columns joined on subject_id = `key`."""
    return cases.left_join(totals, cases.subject_id == totals[key]).drop(key)
