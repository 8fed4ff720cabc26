"""What somebody sees who has tried too often."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.accounts.addresses import client_address
from zugong.accounts.lockouts import locked_until, minutes_left


def locked_out(request: HttpRequest, original: Any = None, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """429: this account is closed to this address for a while; other addresses are not."""
    until = locked_until((credentials or {}).get("username", ""), client_address(request))
    minutes = minutes_left(until) if until else 1
    return render(request, "signin/locked.html", {"minutes": minutes}, status=429)
