"""Gives each request its number, which pages and the log share, and its day."""

from __future__ import annotations

import logging
from collections.abc import Callable
from secrets import token_hex

from django.http import HttpRequest, HttpResponseBase

from zugong.core.clock import today


def identify(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: `request.number` and `request.today`, asked once."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        request.number = token_hex(4).upper()  # type: ignore[attr-defined]
        request.today = today()  # type: ignore[attr-defined]
        response = get_response(request)
        response["X-Request-Number"] = request.number  # type: ignore[attr-defined]
        return response

    return handle


class Numbered(logging.Filter):
    """Log filter: `number`, the number of the request a line is about, or a dash."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line passes."""
        record.number = getattr(getattr(record, "request", None), "number", "-")
        return True
