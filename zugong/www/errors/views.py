"""What the framework calls when a request comes to nothing."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from zugong.www.errors.pages import refuse
from zugong.www.errors.words import FORGED


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, and 413 for a form that is too big to read."""
    return refuse(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return refuse(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return refuse(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500. The framework logs the traceback; the log names the request by its number."""
    return refuse(request, 500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token does not fit."""
    return refuse(request, 403, words=FORGED)
