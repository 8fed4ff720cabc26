"""What an account must do before anything else: give itself a password, bind a second factor where required."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from zugong.accounts.enums import OFFICERS
from zugong.accounts.models import User
from zugong.organizations.scope import roles_of


CODES_KEY = "second_factor"
"""In the session: whether this sign-in used a second factor."""


def first_duty(request: HttpRequest) -> str:
    """The address where it is done; empty when nothing stands in the way."""
    user = request.user
    assert isinstance(user, User)  # the middleware asks only for those who are signed in
    if user.password_must_change or password_is_old(user):
        return _then_back("me:password", request)
    if needs_second_factor(user) and not request.session.get(CODES_KEY):
        return _then_back("me:second_factor", request)
    return ""


def needs_second_factor(user: User) -> bool:
    """Whether this account may not work without a second factor."""
    return bool(settings.SECOND_FACTOR_REQUIRED) and works_with_others(user)


def password_is_old(user: User) -> bool:
    """Whether an officer's or administrator's password has been in use for too many days; unknown age is not old."""
    since = user.password_changed_at
    too_old = since is not None and timezone.now() - since > timedelta(days=settings.PASSWORD_DAYS)
    return too_old and works_with_others(user)


def works_with_others(user: User) -> bool:
    """An administrator, or somebody who works with the data of others."""
    return user.is_administrator or bool(OFFICERS & roles_of(user))


def _then_back(name: str, request: HttpRequest) -> str:
    where = request.get_full_path() if request.method == "GET" else "/"
    return f"{reverse(name)}?{urlencode({'next': where})}"
