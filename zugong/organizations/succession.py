"""What a merger and a split have in common."""

from __future__ import annotations

from datetime import date

from zugong.core.errors import Invalid
from zugong.organizations.models import Organization, Succession
from zugong.organizations.validation import check_day


FIELDS = {"merger": "into", "split": "successors"}
"""Which field of the form names the successor."""


def check_successor(predecessor: Organization, successor: Organization, kind: str, on: date) -> None:
    """Raises Invalid when the one cannot take over the duties of the other on that day."""
    field = FIELDS[kind]
    if predecessor.pk == successor.pk:
        raise Invalid(fields={field: f"“{successor.name}”不能接替它自己；请选别的组织。"})
    for organization in (predecessor, successor):
        if organization.dissolved_on is not None:
            raise Invalid(fields={field: f"“{organization.name}”已于 {organization.dissolved_on} 撤销。"})
        check_day("on", on, not_before=organization.founded_on, what=f"“{organization.name}”的成立日期")
    if Succession.objects.filter(predecessor=predecessor, successor=successor, kind=kind).exists():
        raise Invalid(fields={field: f"“{predecessor.name}”由“{successor.name}”接替已经登记过。"})
