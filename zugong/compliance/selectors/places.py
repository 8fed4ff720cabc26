"""Where the most is not in order: units by the number of their findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Count, Q, When

from zugong.compliance.models import Finding, Run
from zugong.core.outcomes import Outcome
from zugong.organizations.models import Organization


LEAVES = ("branch", "branch_group")


def worst_places(
    run: Run, kinds: Mapping[str, str], user: Any, limit: int = 10
) -> list[tuple[Organization, int, int]]:
    """Units with the most failing findings of this year: (unit, failing, unknown). A branch counts for its parent."""
    year = str(run.as_of.year)
    rows = Finding.objects.filter(run=run, outcome__in=[Outcome.FAIL, Outcome.UNKNOWN])
    rows = rows.filter(period__in=["", year, *(f"{year}-{part}" for part in _PARTS)]).of_rules(kinds, user)
    unit = Case(When(organization__kind__in=LEAVES, then="organization__parent"), default="organization")
    fails, unknowns = (Count("pk", filter=Q(outcome=outcome)) for outcome in (Outcome.FAIL, Outcome.UNKNOWN))
    grouped = rows.exclude(organization=None).order_by().values(unit=unit).annotate(fails=fails, unknowns=unknowns)
    worst = list(grouped.filter(fails__gt=0).order_by("-fails", "unit")[:limit])
    places = Organization.objects.in_bulk([row["unit"] for row in worst])
    return [(places[row["unit"]], row["fails"], row["unknowns"]) for row in worst if row["unit"] in places]


_PARTS = [f"Q{number}" for number in range(1, 5)] + [f"{number:02}" for number in range(1, 13)]
