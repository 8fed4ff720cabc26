"""Pages of this journey."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.www.access import signed_in


@signed_in()
def accounts(request: HttpRequest, **named: str) -> HttpResponse:
    """账号."""
    return render(request, "page.html")


@signed_in()
def system(request: HttpRequest, **named: str) -> HttpResponse:
    """运行."""
    return render(request, "page.html")
