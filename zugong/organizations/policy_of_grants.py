"""Who may give roles away, and to whom. Each function raises NotAllowed with the reason."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.accounts.models import User
from zugong.accounts.policy import must_be, must_be_another
from zugong.core.errors import NotAllowed


def must_grant(by: Acting, user: User) -> None:
    """The security administrator, to another, who is none of the three administrators and whose account is in use."""
    must_revoke(by, user)
    if user.is_administrator:
        raise NotAllowed("三员不担任业务岗位：管系统的人看不到干部数据。请给本人另开一个账号。")
    if not user.is_active:
        raise NotAllowed("这个账号已停用，不能授予岗位；请先由系统管理员恢复使用。")


def must_revoke(by: Acting, user: User) -> None:
    """The security administrator, from another."""
    must_be(by, Administration.SECURITY)
    must_be_another(by, user, "授予或收回岗位")
