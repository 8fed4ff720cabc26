"""From which address a request comes."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address of whoever asks, believed only as far as our own proxies reach; None when there is none.

    Each of the `PROXIES` proxies in front of the server appends to X-Forwarded-For whom it got the request from. Only
    that many entries, counted from the end, were written by them; all before was written by the client and may be
    invented. A request that came past the proxies is known by the address it came from.
    """
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    came_from = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.PROXIES
    believed = hops[-proxies] if 0 < proxies <= len(hops) else came_from
    return _plain(believed) or _plain(came_from)


def _plain(text: str) -> str | None:
    try:
        return str(ip_address(text))
    except ValueError:
        return None
