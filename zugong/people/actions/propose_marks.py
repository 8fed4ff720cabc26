"""Propose experiences from the lines of a career."""

from __future__ import annotations

from datetime import date

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.people.experience_terms import proposed_kinds
from zugong.people.models import CareerEntry, ExperienceMark, Person, Tenure
from zugong.people.policy import KEEPERS, fresh_person, must_keep


def propose_marks(person: Person, *, by: Acting) -> int:
    """Add a mark for each line and kind that has none yet; returns how many. Raises NotAllowed, Stale."""
    with recording(by.actor, "people.marks.proposed", person) as change:
        kept = fresh_person(person)
        must_keep(by, KEEPERS, kept)
        known = {(mark.kind, mark.since, mark.line) for mark in ExperienceMark.objects.filter(person=kept)}
        tenures = list(Tenure.objects.filter(person=kept).order_by("since", "pk"))
        made = [
            ExperienceMark(
                person=kept,
                tenure=_tenure_of(entry, tenures),
                kind=kind,
                since=entry.since,
                until=entry.until,
                line=entry.text,
                term=term,
            )
            for entry in CareerEntry.objects.filter(person=kept).order_by("position")
            for kind, term in proposed_kinds(entry.text).items()
            if (kind, entry.since, entry.text) not in known
        ]
        unique = {(mark.kind, mark.since, mark.line): mark for mark in made}
        change.add_many(list(unique.values()))
    return len(unique)


def _tenure_of(entry: CareerEntry, tenures: list[Tenure]) -> Tenure | None:
    """The tenure that began in the month of the line, if there is just one."""
    same = [tenure for tenure in tenures if entry.since and _month(tenure.since) == _month(entry.since)]
    return same[0] if len(same) == 1 else None


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
