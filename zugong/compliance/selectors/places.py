"""Where the most is not in order: units by the number of their findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db.models import Count

from zugong.compliance.models import Finding, Run
from zugong.core.outcomes import Outcome
from zugong.organizations.models import Organization


LEAVES = ("branch", "branch_group")


def worst_places(run: Run, rules: Collection[str], user: Any, limit: int = 10) -> list[tuple[Organization, int, int]]:
    """Units with the most failing findings of this year: (unit, failing, unknown). A branch counts for its parent."""
    year = str(run.as_of.year)
    rows = Finding.objects.filter(run=run, rule__in=rules, outcome__in=[Outcome.FAIL, Outcome.UNKNOWN])
    rows = rows.filter(period__in=["", year, *(f"{year}-{part}" for part in _PARTS)]).visible_to(user)
    found: dict[str, Counter[int]] = {Outcome.FAIL: Counter(), Outcome.UNKNOWN: Counter()}
    counted = rows.order_by().values_list("organization", "outcome").annotate(many=Count("pk"))
    units = _units({organization for organization, _, _ in counted if organization})
    for organization, outcome, many in counted:
        if organization in units:
            found[outcome][units[organization]] += many
    worst = [unit for unit, _ in found[Outcome.FAIL].most_common(limit)]
    places = Organization.objects.in_bulk(worst)
    return [(places[unit], found[Outcome.FAIL][unit], found[Outcome.UNKNOWN][unit]) for unit in worst]


_PARTS = [f"Q{number}" for number in range(1, 5)] + [f"{number:02}" for number in range(1, 13)]


def _units(wanted: Collection[int]) -> dict[int, int]:
    """Organization -> itself, or the one above it for a branch."""
    rows = Organization.objects.order_by().values_list("pk", "kind", "parent")
    return {pk: parent if kind in LEAVES and parent else pk for pk, kind, parent in rows if pk in wanted}
