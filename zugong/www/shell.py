"""What every page needs around it: the menu, who is signed in, whether the data is invented."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import Installation
from zugong.organizations.scope import roles_of
from zugong.www.menu import MENU


LARGE_COOKIE = "zugong_large"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the page frame."""
    user = getattr(request, "user", None)
    held = roles_of(user)
    return {
        "menu": _menu(request, held),
        "role_labels": [str(label) for value, label in [*Administration.choices, *Role.choices] if value in held],
        "installation": Installation.objects.first() if user is not None else None,
        "large": request.COOKIES.get(LARGE_COOKIE) == "1",
        "today": getattr(request, "today", None),
    }


def _menu(request: HttpRequest, held: frozenset[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    group = 0
    for item in MENU:
        if not item.roles & held:
            continue
        address = reverse(item.url, args=[item.argument] if item.argument else [])
        here = request.path == address or (address != "/" and request.path.startswith(address))
        rows.append({"item": item, "address": address, "here": here, "ruled": bool(rows) and item.group != group})
        group = item.group
    return rows
