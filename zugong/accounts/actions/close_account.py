"""Closes an account: nobody can sign in with it any more."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.accounts.models import User
from zugong.accounts.policy import must_be, must_be_another
from zugong.accounts.sessions import end_all
from zugong.audit.recording import recording
from zugong.core.errors import Invalid


def close_account(user: User, *, by: Acting, reason: str) -> None:
    """Close it and end its sessions at once. Raises NotAllowed, Invalid."""
    with recording(by.actor, "accounts.account.closed", user, reason=reason) as change:
        user = User.objects.select_for_update().get(pk=user.pk)
        must_be(by, Administration.SYSTEM)
        must_be_another(by, user, "停用账号")
        _check(user, reason)
        user.is_active = False
        change.save(user)
        end_all(user)


def _check(user: User, reason: str) -> None:
    if not reason.strip():
        raise Invalid(fields={"reason": "请写停用的原因，例如：调离、退休。"})
    if not user.is_active:
        raise Invalid("这个账号已经停用。")
    others = User.objects.filter(administration=user.administration, is_active=True).exclude(pk=user.pk)
    if user.is_administrator and not others.exists():
        label = user.get_administration_display()
        raise Invalid(f"这是唯一在用的{label}，停用后就没有人办这一摊事了；请先在服务器上再开一个{label}账号。")
