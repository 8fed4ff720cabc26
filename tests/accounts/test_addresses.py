"""From where a request comes: a header is believed only as far as our own proxies wrote it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from zugong.accounts.addresses import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "", "10.0.0.1"),
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        (2, "6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (1, "", "10.0.0.1"),
        (2, "203.0.113.7", "10.0.0.1"),
        (1, "unknown", "10.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_only_what_our_proxies_wrote(settings: Any, proxies: int, forwarded: str, found: str) -> None:
    settings.PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **headers)) == found


def test_no_address_at_all() -> None:
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="")) is None
