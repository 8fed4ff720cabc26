"""Pages of this journey."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.www.access import public, signed_in


@signed_in()
def me(request: HttpRequest, **named: str) -> HttpResponse:
    """我的账号."""
    return render(request, "page.html")


@public(posts=True)
def large(request: HttpRequest, **named: str) -> HttpResponse:
    """大字."""
    return render(request, "page.html")
