"""What organizations were called on a day: old posts and old papers keep the old name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import BooleanField, Value

from zugong.organizations.models import FormerName, Organization, Succession


class NamesThen:
    """The names of some organizations through time, and who took over from those that are no more. One query."""

    def __init__(self, organizations: Collection[int]) -> None:
        self._former: dict[int, list[tuple[date, str]]] = {}
        self._heirs: dict[int, list[str]] = {}
        heir = Value(True, BooleanField())
        former = FormerName.objects.filter(organization__in=organizations).order_by()
        heirs = Succession.objects.filter(predecessor__in=organizations).order_by()
        rows = former.annotate(is_heir=Value(False, BooleanField())).values_list(
            "organization_id", "until", "name", "is_heir"
        )
        rows = rows.union(
            heirs.annotate(is_heir=heir).values_list("predecessor_id", "on", "successor__name", "is_heir"), all=True
        )
        for key, day, name, is_heir in sorted(rows, key=lambda row: (row[1], row[2])):
            if is_heir:
                self._heirs.setdefault(key, []).append(name)
            else:
                self._former.setdefault(key, []).append((day, name))

    def on(self, organization: Organization, day: date) -> str:
        """The name on that day; a name used until a day was used the day before for the last time."""
        names = self._former.get(organization.pk, ())
        return next((name for until, name in names if day < until), organization.name)

    def now(self, organization: Organization, then: str) -> str:
        """What became of it, in a few words; empty when it still has the name."""
        heirs = "、".join(self._heirs.get(organization.pk, ()))
        if heirs:
            return f"后并入{heirs}"
        return f"现{organization.name}" if then != organization.name else ""
