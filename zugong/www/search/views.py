"""Pages of this journey."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.www.access import signed_in


@signed_in()
def search(request: HttpRequest, **named: str) -> HttpResponse:
    """查找."""
    return render(request, "page.html")
