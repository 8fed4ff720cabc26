"""Errors in the shape of a refusal: what happened, what was kept, what to do, whom to ask."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _answer(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return _answer(request, 500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token does not fit."""
    return _answer(request, 403)


def _answer(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    return render(
        request, f"errors/{status}.html", {"number": getattr(request, "number", ""), **context}, status=status
    )
