"""What day it is where the department works."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone


CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept one time without summer time since 1992."""


def today() -> date:
    """The day in China, now."""
    return datetime.now(CHINA).date()
