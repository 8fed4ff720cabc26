"""A phone's authenticator, written from RFC 4226 and 6238 without the code under test."""

from __future__ import annotations

import hmac
import time


def code_of(secret: bytes, *, later: int = 0) -> str:
    """The six digits a phone shows now, or `later` seconds from now."""
    step = (int(time.time()) + later) // 30
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
