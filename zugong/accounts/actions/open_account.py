"""Opens an account."""

from __future__ import annotations

import re

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.accounts.models import User
from zugong.accounts.one_time import one_time_password
from zugong.accounts.policy import must_be
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed


USERNAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")


def open_account(
    username: str, name: str, *, by: Acting, administration: str = "", password: str = ""
) -> tuple[User, str]:
    """The new account and its one-time password, which is shown once and nowhere kept in clear.

    Only the program may open an account of one of the three administrators, or give a `password` that stays (sample
    data). Raises NotAllowed, Invalid.
    """
    must_be(by, Administration.SYSTEM)
    if (administration or password) and by.user is not None:
        raise NotAllowed("三员的账号只能在服务器上用 zugong account 命令开立，免得一位管理员自己造出另一位。")
    username, name = username.strip(), name.strip()
    _check(username, name, administration)
    first = password or one_time_password()
    user = User(
        username=username,
        name=name,
        administration=administration,
        password=make_password(first),
        password_changed_at=timezone.now(),
        password_must_change=not password,
    )
    with recording(by.actor, "accounts.account.opened", user) as change:
        change.add(user)
    return user, first


def _check(username: str, name: str, administration: str) -> None:
    fields = {}
    if not USERNAME.fullmatch(username):
        fields["username"] = "账号用小写字母开头，只含小写字母、数字、点、横线，2 到 40 个字符。"
    elif User.objects.filter(username=username).exists():
        fields["username"] = f"已有账号 {username}，请换一个。"
    if not 1 <= len(name) <= 60:
        fields["name"] = "请填姓名，不超过 60 个字。"
    if administration not in {"", *Administration.values}:
        fields["administration"] = "三员只能是系统管理员、安全管理员、审计管理员之一。"
    if fields:
        raise Invalid(fields=fields)
