"""What somebody sees who has tried too often."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, original: Any = None, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """429: this account is closed to this address for a while; other addresses are not."""
    return render(request, "errors/403.html", status=429)
