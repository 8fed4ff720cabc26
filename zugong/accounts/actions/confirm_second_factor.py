"""Puts a second factor in force."""

from __future__ import annotations

from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.accounts.actions.use_code import use_code
from zugong.accounts.models import SecondFactor, User
from zugong.accounts.policy import must_be_oneself
from zugong.accounts.sessions import end_all
from zugong.audit.recording import recording
from zugong.core.errors import Invalid


def confirm_second_factor(user: User, code: str, *, by: Acting, session_key: str | None = None) -> None:
    """In force once a code shows that the phone has the secret; other sessions end. Raises NotAllowed, Invalid."""
    with recording(by.actor, "accounts.second_factor.confirmed", user) as change:
        must_be_oneself(by, user)
        factor = SecondFactor.objects.select_for_update().filter(user=user).first()
        if factor is None or factor.confirmed_at is not None:
            raise Invalid("没有等待确认的绑定；请回到上一页重新开始。")
        if not use_code(factor, code):
            raise Invalid(fields={"code": "动态码不对。请核对手机时间是否准确，再填现在显示的 6 位数字。"})
        factor.confirmed_at = timezone.now()
        change.save(factor)
        end_all(user, but=session_key)
