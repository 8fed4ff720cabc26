"""Which rows of which tables the count about one subject can touch."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db.models import Q

from zugong.appointments.models import AppointmentCase
from zugong.compliance.models import Finding
from zugong.organizations.models import Organization
from zugong.people.models import FamilyMember, Person


Around = dict[str, Q]
EVERYTHING = Q()


def rows_around(finding: Finding) -> Around:
    """Per contract table the condition of the rows to read; tables it does not name hold nothing that counts."""
    return _AROUND[finding.subject_kind](finding.subject_id)


def _organization(code: str) -> dict[str, Q]:
    own = Organization.objects.filter(code=code).first()
    if own is None:
        return {}
    below = Organization.objects.under(own)
    tree = below if own.kind in ("branch", "branch_group") else Organization.objects.filter(pk=own.pk)
    inside = Q(organization__in=tree)
    return {
        "organizations": Q(pk__in=tree),
        "members": inside,
        "meetings": inside,
        "tenures": Q(organization=own),
        "post_quotas": Q(organization=own),
        "people": Q(members__organization__in=tree),
    }


def _meeting(code: str) -> dict[str, Q]:
    return {
        "meetings": Q(code=code),
        "organizations": Q(meetings__code=code),
        "members": Q(organization__meetings__code=code),
    }


def _person(code: str) -> dict[str, Q]:
    return _persons(Person.objects.filter(code=code))


def _persons(people: object) -> dict[str, Q]:
    own = Q(person__in=people)
    return {
        "people": Q(pk__in=people),
        "members": own,
        "tenures": own,
        "sanctions": own,
        "annual_assessments": own,
        "training_records": own,
        "family_members": own,
        "career_entries": own,
        "diplomas": own,
        "dossier_reviews": own,
        "personal_matters_reports": own,
    }


def _case(code: str) -> dict[str, Q]:
    case = AppointmentCase.objects.filter(code=code)
    relatives = FamilyMember.objects.filter(person__in=case.values("person")).exclude(relative=None).values("relative")
    people = Person.objects.filter(Q(pk__in=case.values("person")) | Q(pk__in=relatives))
    return _persons(people) | {"appointment_cases": Q(code=code), "workdays": EVERYTHING}


def _training_record(identifier: str) -> dict[str, Q]:
    return _person(identifier.rsplit("/", 2)[0])


def _post_quota(identifier: str) -> dict[str, Q]:
    return _organization(identifier.rsplit("/", 1)[0])


def _training_class(code: str) -> dict[str, Q]:
    return {"training_classes": Q(code=code), "training_courses": Q(training_class__code=code)}


def _indicators(identifier: str) -> dict[str, Q]:
    return {"indicators": EVERYTHING}


_AROUND: Mapping[str, Callable[[str], dict[str, Q]]] = {
    "organization": _organization,
    "meeting": _meeting,
    "person": _person,
    "appointment_case": _case,
    "training_record": _training_record,
    "post_quota": _post_quota,
    "training_class": _training_class,
    "indicator": _indicators,
    "scheme": _indicators,
}
