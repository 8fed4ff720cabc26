"""Finds people and organizations by what somebody typed, the best matches first."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from zugong.organizations.models import Organization
from zugong.organizations.selectors import named_like, seen_by
from zugong.people.filters import person_like
from zugong.people.models import Person


def find_people(typed: str, user: Any, roles: Collection[str], limit: int) -> list[Person]:
    """People within reach: those whose name is exactly this first, then by pinyin."""
    visible = Person.objects.visible_to(user, roles).filter(person_like(typed)).select_related("home")
    return list(_best_first(visible, typed).order_by("rank", "pinyin", "pk")[:limit])


def find_organizations(typed: str, user: Any, roles: Collection[str], limit: int) -> list[Organization]:
    """Organizations within reach, the living before the dissolved."""
    visible = seen_by(user, roles).filter(named_like(typed)).select_related("parent")
    living_first = F("dissolved_on").asc(nulls_first=True)
    return list(_best_first(visible, typed).order_by("rank", living_first, "path")[:limit])


def _best_first(rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
    text = typed.strip()
    exact = When(Q(name=text) | Q(code__iexact=text), then=Value(0))
    begins = When(name__startswith=text, then=Value(1))
    return rows.annotate(rank=Case(exact, begins, default=Value(2), output_field=IntegerField()))
