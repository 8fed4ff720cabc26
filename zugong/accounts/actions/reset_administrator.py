"""Helps an administrator who cannot sign in any more and whom no other may help."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.accounts.actions.reset_second_factor import reset_second_factor
from zugong.accounts.actions.unlock_account import unlock_account
from zugong.accounts.models import SecondFactor, User
from zugong.accounts.one_time import one_time_password
from zugong.accounts.sessions import end_all
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed


def reset_administrator(username: str, *, by: Acting, reason: str) -> str:
    """A one-time password; second factor, lockouts and sessions are gone, a closed account is in use again.

    Only from the server's own command line. Raises NotAllowed, Invalid.
    """
    if by.user is not None:
        raise NotAllowed("只能在服务器上用 zugong account 命令办理。")
    user = User.objects.filter(username=username).first()
    if user is None or not user.is_administrator:
        raise Invalid(f"没有叫 {username} 的三员账号；其他账号请由安全管理员在网页上重置口令。")
    first = one_time_password()
    with recording(by.actor, "accounts.administrator.reset", user, reason=reason) as change:
        user = User.objects.select_for_update().get(pk=user.pk)
        user.password, user.password_changed_at = make_password(first), timezone.now()
        user.password_must_change, user.is_active = True, True
        change.save(user)
        end_all(user)
        if SecondFactor.objects.filter(user=user).exists():
            reset_second_factor(user, by=by)
        unlock_account(user, by=by)
    return first
