"""What still runs on an organization: rows of any room that hang on it in `[since, until)` and are not over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from zugong.organizations.models import Organization


def running_on(organization: Organization, day: date) -> dict[str, int]:
    """How many rows of each kind are not over on that day, by the kind's Chinese name."""
    counted: dict[str, int] = {}
    for relation in Organization._meta.related_objects:
        model: Any = relation.related_model
        if not any(field.name == "until" for field in model._meta.concrete_fields) or model.__name__ == "FormerName":
            continue
        still = Q(until__isnull=True) | Q(until__gt=day)
        number = model.objects.filter(still, **{relation.field.name: organization}).count()
        if number:
            counted[str(model._meta.verbose_name)] = counted.get(str(model._meta.verbose_name), 0) + number
    return counted
