"""Search: people and organizations by name, code, pinyin or initials."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.accounts.enums import OFFICERS
from zugong.organizations.scope import roles_of
from zugong.www.access import EVERYBODY, page
from zugong.www.organizations.listing import SEEING
from zugong.www.search.finding import find_organizations, find_people


SHOWN = 20
"""How many of each kind are shown; the lists show the rest."""


@page(EVERYBODY)
def search(request: HttpRequest) -> HttpResponse:
    """查找: within what the account may see in its roles; others find nothing."""
    typed = request.GET.get("q", "").strip()[:100]
    people = find_people(typed, request.user, OFFICERS, SHOWN + 1) if typed else []
    organizations = find_organizations(typed, request.user, SEEING, SHOWN + 1) if typed else []
    context = {
        "opens": bool(roles_of(request.user) & OFFICERS),
        "typed": typed,
        "people": people[:SHOWN],
        "organizations": organizations[:SHOWN],
        "more_people": len(people) > SHOWN,
        "more_organizations": len(organizations) > SHOWN,
    }
    return render(request, "search/search.html", context)
