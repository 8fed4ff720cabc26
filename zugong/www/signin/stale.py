"""A form whose token does not fit: mostly one that stood open in another tab while somebody signed in again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import Resolver404, resolve

from zugong.www.access import Access
from zugong.www.errors.views import forged
from zugong.www.keeping import ask_to_sign_in, fill_again


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Nothing is done; a form of our own comes back filled, one of another site is refused.

    Only a browser writes `Origin`, and it names the site the form stood on.
    """
    access = _access(request)
    if access is None or request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return forged(request, reason)
    if access.public and not access.post_only:
        return HttpResponseRedirect(request.get_full_path())
    if not access.public and not request.user.is_authenticated:
        return ask_to_sign_in(request, acts_only=access.post_only)
    return fill_again(request, acts_only=access.post_only)


def _access(request: HttpRequest) -> Access | None:
    try:
        return getattr(resolve(request.path).func, "access", None)
    except Resolver404:
        return None
