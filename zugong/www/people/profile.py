"""Everything the page of one person shows, each part only for those who may see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from zugong.compliance.selectors.findings import OPEN_OUTCOMES, findings_of
from zugong.core.dates import full_months
from zugong.gates.law import live_book
from zugong.organizations.history import history_of
from zugong.people.models import Person
from zugong.people.seeing import ADVERSE_ROLES, FAMILY_ROLES, REGISTER_ROLES, sees
from zugong.people.selectors import is_present, training_by_year
from zugong.training.models import TrainingClass


RECORDS_SHOWN = 50


def profile(person: Person, user: Any, day: date) -> dict[str, Any]:
    """The context of the page."""
    members = list(person.members.select_related("organization").order_by("-since", "pk"))
    branches = [member for member in members if is_present(member, day)]
    tenures = list(person.tenures.select_related("organization").order_by("-since", "pk"))
    _settle_home(person, [*members, *tenures])
    paths = [member.organization.path for member in branches] + ([person.home.path] if person.home else [])
    if not sees(user, REGISTER_ROLES, paths):
        return {"person": person, "open": False, "branches": branches}
    records = list(_records(person))
    return {
        "person": person,
        "open": True,
        "age": full_months(person.born_on, day) // 12 if person.born_on else None,
        "posts": [tenure for tenure in tenures if is_present(tenure, day)],
        "branches": branches,
        "tenures": tenures,
        "members": members,
        "assessments": list(person.annual_assessments.order_by("-year")),
        "years": training_by_year(records),
        "records": records[:RECORDS_SHOWN],
        "record_count": len(records),
        "sees_sanctions": sees(user, ADVERSE_ROLES, paths),
        "sees_family": sees(user, FAMILY_ROLES, paths),
        "findings": _findings(person, user),
        "history": history_of([person.record_key]),
    }


def _records(person: Person) -> Any:
    """Training records with the names of their classes."""
    name = TrainingClass.objects.filter(code=OuterRef("class_id")).values("name")
    return person.training_records.annotate(class_name=Subquery(name)).order_by("-ended_on", "pk")


def _settle_home(person: Person, spells: Iterable[Any]) -> None:
    """The home is mostly one of the organizations at hand; then it need not be fetched."""
    for spell in spells:
        if spell.organization_id is not None and spell.organization_id == person.home_id:
            person.home = spell.organization
            return


def _findings(person: Person, user: Any) -> list[tuple[Any, str]]:
    """What needs work about the person, with the title of its rule."""
    found = list(findings_of("person", person.code, user).filter(outcome__in=OPEN_OUTCOMES))
    book = live_book() if found else {}
    return [(finding, book[finding.rule].card.title) for finding in found if finding.rule in book]
