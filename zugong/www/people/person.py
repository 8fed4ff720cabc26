"""The page of one person: a head, sub-tabs, as it is today or was on a day; and what a promotion would meet today."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.audit.models import Head
from zugong.core.outcomes import Outcome
from zugong.gates.law import live_law
from zugong.gates.supposing import Supposed, next_level, suppose_promotion
from zugong.people.models import Person
from zugong.people.seeing import ADVERSE_ROLES, MEMBER_ROLES
from zugong.regulations.tables.schema import LEVELS
from zugong.www.access import page
from zugong.www.people.person_tabs import TABS, tabs_of
from zugong.www.people.profile import Profile, profile_of


KEPT_SECONDS = 600
OPEN = (Outcome.FAIL, Outcome.UNKNOWN)


@page(MEMBER_ROLES, on=Person)
def person(request: HttpRequest, thing: Person) -> HttpResponse:
    """人员: facts, posts, branches, grades, training, what the rules say, who changed what."""
    on, misread = _asked_day(request)
    profile = profile_of(thing, request.user, request.today, on)  # type: ignore[attr-defined]
    context: dict[str, Any] = {"person": thing, "profile": profile, "sight": profile.sight, "misread": misread}
    if not profile.sight.register:
        return render(request, "people/person_closed.html", context)
    tabs = tabs_of(profile)
    tab = next((tab for tab, _ in tabs if tab.key == request.GET.get("tab")), TABS[0])
    context |= {"tabs": tabs, "tab": tab, "on": None if profile.is_today else profile.day}
    return render(request, "people/person.html", context | tab.show(profile))


@page(ADVERSE_ROLES, on=Person)
def promotion(request: HttpRequest, thing: Person) -> HttpResponse:
    """今天若提任: what the rules about persons say of the next level, as a part of the page or by itself."""
    profile = profile_of(thing, request.user, request.today)  # type: ignore[attr-defined]
    target = next_level(profile.highest.level) if profile.highest else None
    found = _supposed(profile, target) if profile.highest and target else []
    context = {
        "person": thing,
        "profile": profile,
        "target": LEVELS.get(target or "", ""),
        "open": [row for row in found if row.outcome in OPEN],
        "settled": [row for row in found if row.outcome not in OPEN],
        "counts": {word: sum(row.outcome == outcome for row in found) for word, outcome in _WORDS.items()},
    }
    part = "people/fragments/_promotion.html" if "HX-Request" in request.headers else "people/promotion.html"
    return render(request, part, context)


_WORDS = {"fails": Outcome.FAIL, "unknowns": Outcome.UNKNOWN, "passes": Outcome.PASS, "others": Outcome.NOT_APPLICABLE}


def _supposed(profile: Profile, target: str) -> list[Supposed]:
    """Kept while nothing in the system has changed: any change leaves an entry, and the record grows."""
    size = Head.objects.values_list("size", flat=True).first() or 0
    level = profile.highest.level if profile.highest else ""
    key = f"supposed:{profile.person.pk}:{level}:{profile.day}:{size}:{live_law().digest}"
    found = cache.get(key)
    if found is None:
        found = suppose_promotion(profile.person, level, target, profile.day)
        cache.set(key, found, KEPT_SECONDS)
    return list(found)


def _asked_day(request: HttpRequest) -> tuple[date | None, str]:
    """The day `?on=` asks for, and the text when it is no day."""
    text = request.GET.get("on", "")
    try:
        return (date.fromisoformat(text) if text else None), ""
    except ValueError:
        return None, text
