"""Gives an account a one-time password, for somebody who has forgotten theirs."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.accounts.models import User
from zugong.accounts.one_time import one_time_password
from zugong.accounts.policy import must_be, must_be_another
from zugong.accounts.sessions import end_all
from zugong.audit.recording import recording
from zugong.core.errors import Invalid


def reset_password(user: User, *, by: Acting) -> str:
    """The one-time password; the account's sessions are ended. Raises NotAllowed, Invalid."""
    first = one_time_password()
    with recording(by.actor, "accounts.password.reset", user) as change:
        user = User.objects.select_for_update().get(pk=user.pk)
        must_be(by, Administration.SECURITY)
        must_be_another(by, user, "重置口令")
        if not user.is_active:
            raise Invalid("这个账号已停用；请先由系统管理员恢复使用。")
        user.password, user.password_changed_at = make_password(first), timezone.now()
        user.password_must_change = True
        change.save(user)
        end_all(user)
    return first
