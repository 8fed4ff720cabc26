"""Begins to bind a phone as second factor."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.codes import new_sealed_secret
from zugong.accounts.models import SecondFactor, User
from zugong.accounts.policy import must_be_oneself
from zugong.audit.recording import recording
from zugong.core.errors import Invalid


def offer_second_factor(user: User, *, by: Acting) -> SecondFactor:
    """A new secret, not in force until a code of it is given. Raises NotAllowed, Invalid."""
    with recording(by.actor, "accounts.second_factor.offered", user) as change:
        user = User.objects.select_for_update().get(pk=user.pk)
        must_be_oneself(by, user)
        factor = SecondFactor.objects.filter(user=user).first()
        if factor is None:
            return change.add(SecondFactor(user=user, sealed_secret=new_sealed_secret(user)))
        if factor.confirmed_at is not None:
            raise Invalid("已经绑定了动态码；换手机请找安全管理员重置后再绑定。")
        factor.sealed_secret = new_sealed_secret(user)
        return change.save(factor)
