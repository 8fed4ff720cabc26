"""Who of the invented people works with which sample account."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from zugong.cli.demo.accounts import Place
from zugong.organizations.models import Organization
from zugong.people.models import Member, Person, Sanction, Tenure


DEPARTMENT_OFFICERS = ("cadre", "training", "organization", "assessment")
"""Accounts of officers of the organization department."""
SECRETARIES = ("党组书记", "党工委书记", "党委书记")
SANCTIONED_WITHIN = timedelta(days=3 * 366)


def find_cast(places: dict[Place, Organization], day: date) -> dict[str, Person]:
    """User name -> person, for those accounts for which the data have somebody who fits."""
    heads = _holders(day).filter(post__endswith="组织部部长")
    officers = _clerks("委组织部", day)[: len(DEPARTMENT_OFFICERS)]
    cast = dict(zip(DEPARTMENT_OFFICERS, officers, strict=False))
    found = {
        "head": _first(heads),
        "discipline": next(iter(_clerks("纪委监委", day)), None),
        "unit": _first(_holders(day).filter(organization__path__startswith=places[Place.UNIT].path,
                                            post__in=SECRETARIES)),
        "branch": _secretary(places[Place.BRANCH]),
        "person": _sanctioned(day),
    }  # fmt: skip
    taken = {person.pk for person in cast.values()}
    for username, person in found.items():
        if person is not None and person.pk not in taken:
            cast[username] = person
            taken.add(person.pk)
    return cast


def _holders(day: date) -> QuerySet[Tenure]:
    return Tenure.objects.filter(until=None, since__lte=day).select_related("person").order_by("person__code")


def _first(tenures: QuerySet[Tenure]) -> Person | None:
    tenure = tenures.first()
    return tenure.person if tenure else None


def _clerks(ending: str, day: date) -> list[Person]:
    """Officers of the unit with that ending of its name."""
    own = _holders(day).filter(level="clerk", organization__kind="unit", organization__name__endswith=ending)
    return [tenure.person for tenure in own]


def _secretary(branch: Organization) -> Person | None:
    member = Member.objects.filter(organization=branch, until=None, branch_post="secretary").first()
    return member.person if member else None


def _sanctioned(day: date) -> Person | None:
    """A cadre with a sanction of the last years, training, relatives and studies in service, if there is one."""
    known = Sanction.objects.filter(
        decided_on__gt=day - SANCTIONED_WITHIN,
        person__training_records__isnull=False,
        person__family_members__isnull=False,
        person__tenures__until=None,
    )
    rich = known.filter(person__diplomas__mode="in_service")
    chosen = (rich if rich.exists() else known).select_related("person").order_by("code").first()
    return chosen.person if chosen else None
