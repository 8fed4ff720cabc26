"""Passwords that are shown once and must be changed at the first sign-in."""

from __future__ import annotations

from datetime import timedelta
from secrets import choice

from django.utils import timezone

from zugong.accounts.models import User


LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without characters that look alike on paper: i l o 0 1."""

GROUPS, GROUP = 4, 4
DAYS = 7
"""How long a one-time password can be used (OWASP ASVS 5.0 6.4.1 wants a short life)."""


def one_time_password() -> str:
    """Sixteen random characters in groups, about 79 bits."""
    return "-".join("".join(choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def has_lapsed(user: User) -> bool:
    """Whether the account still has its one-time password and that is too old to sign in with."""
    since = user.password_changed_at
    return user.password_must_change and since is not None and timezone.now() - since > timedelta(days=DAYS)
