"""What every page needs around it: the menu, who is signed in, whether the data is invented."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import Installation
from zugong.organizations.scope import roles_of
from zugong.www.menu import MENU, Item
from zugong.www.standing import Standing, standing_of


LARGE_COOKIE = "zugong_large"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the page frame."""
    user = getattr(request, "user", None)
    held = roles_of(user)
    standing = standing_of(user, getattr(request, "today", None))
    return {
        "menu": _menu(request, held, standing),
        **_who(user, held),
        "installation": Installation.objects.first() if user is not None else None,
        "large": request.COOKIES.get(LARGE_COOKIE) == "1",
        "today": getattr(request, "today", None),
        "checkpoint": standing.checkpoint,
    }


def _who(user: Any, held: frozenset[str]) -> dict[str, str]:
    """Role and name for the head of the page, and in full; once where an account is named after its office."""
    name = getattr(user, "name", "")
    offices = [str(label) for value, label in [*Administration.choices, *Role.choices] if value in held]
    offices = [label for label in offices if label != name]
    short = f"{offices[0]}等 {len(offices)} 岗" if len(offices) > 1 else "".join(offices)
    return {
        "who": " · ".join(filter(None, (short, name))),
        "who_in_full": " · ".join(filter(None, ("、".join(offices), name))),
    }


def _menu(request: HttpRequest, held: frozenset[str], standing: Standing) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    group = 0
    for item in MENU:
        if not item.roles & held:
            continue
        address = reverse(item.url, args=[item.argument] if item.argument else [])
        here = request.path == address or (address != "/" and request.path.startswith(address))
        ruled = bool(rows) and item.group != group
        rows.append({"item": item, "address": address, "here": here, "ruled": ruled, "count": _count(item, standing)})
        group = item.group
    return rows


def _count(item: Item, standing: Standing) -> int:
    """To-dos of a menu item; the desk has them all."""
    return sum(standing.counts.values()) if item.url == "desk:desk" else standing.counts.get(item.mono, 0)
