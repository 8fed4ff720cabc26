"""Everything the page of one person shows, each part only for those who may see it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from zugong.compliance.selectors.findings import OPEN_OUTCOMES, findings_of
from zugong.core.dates import full_months
from zugong.gates.law import live_book
from zugong.organizations.history import history_of
from zugong.people.models import Person
from zugong.people.seeing import ADVERSE_ROLES, FAMILY_ROLES, REGISTER_ROLES
from zugong.people.selectors import branches_of, posts_of, training_by_year
from zugong.training.models import TrainingClass


RECORDS_SHOWN = 50


def profile(person: Person, user: Any, day: date) -> dict[str, Any]:
    """The context of the page."""
    branches = branches_of([person.pk], day).get(person.pk, [])
    if not _sees(person, user, REGISTER_ROLES):
        return {"person": person, "open": False, "branches": branches}
    records = list(person.training_records.order_by("-ended_on", "pk"))
    names = dict(
        TrainingClass.objects.filter(code__in={record.class_id for record in records}).values_list("code", "name")
    )
    return {
        "person": person,
        "open": True,
        "age": full_months(person.born_on, day) // 12 if person.born_on else None,
        "posts": posts_of([person.pk], day).get(person.pk, []),
        "branches": branches,
        "tenures": person.tenures.select_related("organization").order_by("-since", "pk"),
        "members": person.members.select_related("organization").order_by("-since", "pk"),
        "assessments": person.annual_assessments.order_by("-year"),
        "years": training_by_year(records),
        "records": [(record, names.get(record.class_id, "")) for record in records[:RECORDS_SHOWN]],
        "record_count": len(records),
        "sees_sanctions": _sees(person, user, ADVERSE_ROLES),
        "sees_family": _sees(person, user, FAMILY_ROLES),
        "findings": _findings(person, user),
        "history": history_of([person.record_key]),
    }


def _sees(person: Person, user: Any, roles: Collection[str]) -> bool:
    return Person.objects.visible_to(user, roles).filter(pk=person.pk).exists()


def _findings(person: Person, user: Any) -> list[tuple[Any, str]]:
    """What needs work about the person, with the title of its rule."""
    found = list(findings_of("person", person.code, user).filter(outcome__in=OPEN_OUTCOMES))
    book = live_book() if found else {}
    return [(finding, book[finding.rule].card.title) for finding in found if finding.rule in book]
