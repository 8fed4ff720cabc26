"""Pages of this journey."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.www.access import public, signed_in


@public(posts=True)
def signin(request: HttpRequest, **named: str) -> HttpResponse:
    """登录."""
    return render(request, "page.html")


@signed_in(post_only=True)
def signout(request: HttpRequest, **named: str) -> HttpResponse:
    """退出."""
    return render(request, "page.html")
