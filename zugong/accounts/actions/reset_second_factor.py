"""Takes the second factor from an account, for somebody whose phone is gone."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.accounts.models import SecondFactor, UsedCode, User
from zugong.accounts.policy import must_be, must_be_another
from zugong.accounts.sessions import end_all
from zugong.audit.recording import recording
from zugong.core.errors import Invalid


def reset_second_factor(user: User, *, by: Acting) -> None:
    """Remove it and end the sessions; where required, a new one must be bound first. Raises NotAllowed, Invalid."""
    with recording(by.actor, "accounts.second_factor.reset", user) as change:
        user = User.objects.select_for_update().get(pk=user.pk)
        must_be(by, Administration.SECURITY)
        must_be_another(by, user, "重置动态码")
        factor = SecondFactor.objects.filter(user=user).first()
        if factor is None:
            raise Invalid("这个账号没有绑定动态码，不需要重置。")
        for used in UsedCode.objects.filter(second_factor=factor):
            used.delete()
        change.remove(factor)
        end_all(user)
