"""What the security administrator has to see to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from zugong.accounts.enums import Administration
from zugong.accounts.lockouts import locked_usernames
from zugong.accounts.models import User
from zugong.duties.registry import Duty, provides_duties
from zugong.www.administration.selectors import accounts_in_state


@provides_duties
def accounts_to_see_to(user: User, day: date) -> Iterator[Duty]:
    """Accounts that cannot work: without any role, or locked after wrong tries."""
    if user.administration != Administration.SECURITY:
        return
    address = reverse("administration:accounts")
    locked = User.objects.filter(username__in=locked_usernames()).count()
    if locked:
        yield Duty("户", "核实锁定的账号", f"{address}?state=locked", "查看", f"{locked} 个账号", "试错次数过多", day)
    idle = accounts_in_state("idle", day).count()
    if idle:
        yield Duty("户", "给账号授予岗位", f"{address}?state=idle", "查看", f"{idle} 个账号", "在用而没有岗位")
