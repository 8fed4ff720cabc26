"""Signing in with an account's user name and password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from zugong.accounts.models import User


class AccountBackend(BaseBackend):
    """Accounts of this installation."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **named: Any
    ) -> User | None:
        """The account when the password is right and the account is in use; takes as long when there is none."""
        if username is None or password is None:
            return None
        user = User.objects.filter(username=username).first()
        if user is None:
            make_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, while it is in use."""
        return User.objects.filter(pk=user_id, is_active=True).first()
