"""Pages of this journey."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zugong.www import opened
from zugong.www.access import signed_in


@signed_in()
def desk(request: HttpRequest, **named: str) -> HttpResponse:
    """工作台."""
    return render(request, "page.html")


@signed_in(post_only=True)
def close_page(request: HttpRequest) -> HttpResponse:
    """Take a page off the strip of opened pages; stay where one is, unless that is the page closed."""
    path, here = request.POST.get("path", ""), request.POST.get("here", "")
    opened.close_page(request, path)
    others = {page.path for page in opened.kept_pages(request)}
    return redirect(here if here.partition("?")[0] in others else "desk:desk")
