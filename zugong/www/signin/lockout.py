"""What somebody sees who has tried too often."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zugong.www.errors.pages import refuse


def locked_out(request: HttpRequest, original: Any = None, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """429: this account is closed to this address for a while; other addresses are not."""
    return refuse(request, 429)
