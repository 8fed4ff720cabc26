"""Where in the sample district the secretaries work: a unit with many branches, a branch with a committee."""

from __future__ import annotations

from collections import Counter

from zugong.cli.demo.accounts import Place
from zugong.organizations.models import Organization
from zugong.people.models import Member


def find_places() -> dict[Place, Organization]:
    """The root, the unit with most branches, and of its branches with a committee the one with most members."""
    root = Organization.objects.filter(parent=None).get()
    branches = Organization.objects.filter(kind="branch", dissolved_on=None).order_by("code")
    units = {unit.pk: unit for unit in Organization.objects.filter(kind="unit")}
    below = Counter(int(pk) for branch in branches for pk in branch.path.split(".")[:-1] if int(pk) in units)
    unit = units[max(below, key=lambda pk: (below[pk], -pk))] if below else root
    own = [branch for branch in branches if branch.path.startswith(unit.path)]
    members = Counter(Member.objects.filter(organization__in=own, until=None).values_list("organization", flat=True))
    branch = max(own, key=lambda row: (bool(row.has_committee), members[row.pk]), default=unit)
    return {Place.WHOLE: root, Place.UNIT: unit, Place.BRANCH: branch}
