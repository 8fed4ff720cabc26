"""Truth with a third value: True, False, and None for "cannot be known"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


PASS = "pass"
FAIL = "fail"
UNKNOWN = "unknown"
NOT_APPLICABLE = "not_applicable"

Truth = bool | None


def every(parts: Iterable[Truth]) -> Truth:
    """And: a part known to fail decides."""
    seen = list(parts)
    if any(part is False for part in seen):
        return False
    return None if any(part is None for part in seen) else True


def no_later(first: Any, second: Any) -> Truth:
    """first <= second, unknown when either is missing."""
    return None if first is None or second is None else bool(first <= second)


def earlier(first: Any, second: Any) -> Truth:
    """first < second, unknown when either is missing."""
    return None if first is None or second is None else bool(first < second)


def times(factor: int, number: int | None) -> int | None:
    """A multiple, missing when the number is."""
    return None if number is None else factor * number


def outcome(truth: Truth) -> str:
    """pass, fail or unknown."""
    if truth is None:
        return UNKNOWN
    return PASS if truth else FAIL
