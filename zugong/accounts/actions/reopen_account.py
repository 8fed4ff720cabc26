"""Reopens a closed account."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.accounts.models import User
from zugong.accounts.policy import must_be
from zugong.audit.recording import recording
from zugong.core.errors import Invalid


def reopen_account(user: User, *, by: Acting, reason: str) -> None:
    """Put it in use again, without a password: its old roles may still be granted.

    So two administrators are needed: the security administrator looks at the roles and gives a one-time password.
    Raises NotAllowed, Invalid.
    """
    with recording(by.actor, "accounts.account.reopened", user, reason=reason) as change:
        user = User.objects.select_for_update().get(pk=user.pk)
        must_be(by, Administration.SYSTEM)
        if user.is_active:
            raise Invalid("这个账号没有停用。")
        if not reason.strip():
            raise Invalid(fields={"reason": "请写恢复使用的原因。"})
        user.is_active, user.password, user.password_must_change = True, make_password(None), True
        change.save(user)
