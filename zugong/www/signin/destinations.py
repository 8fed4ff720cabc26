"""Where to go after signing in: an address of our own that answers a GET."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme


def destination(request: HttpRequest, *, keep_signin: bool = False) -> str:
    """The `next` of the request where it leads to one of our pages; the desk otherwise.

    Signing in leads nowhere before signing in: the sign-in pages count only with `keep_signin`.
    """
    address = request.POST.get("next") or request.GET.get("next") or ""
    before = address.startswith(reverse("signin:signin")) and not keep_signin
    return address if _is_page(request, address) and not before else reverse("desk:desk")


def _is_page(request: HttpRequest, address: str) -> bool:
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return False
    try:
        view = resolve(urlsplit(address).path).func
    except Resolver404:
        return False
    access = getattr(view, "access", None)
    return access is not None and not access.post_only
