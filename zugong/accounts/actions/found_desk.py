"""The first day of an installation: whose it is, and its three administrators."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.accounts.actions.open_account import open_account
from zugong.accounts.enums import Administration
from zugong.accounts.models import Installation, User, start_of_this_year
from zugong.audit.recording import record_event
from zugong.core.errors import Invalid


USERNAMES = {Administration.SYSTEM: "system", Administration.SECURITY: "security", Administration.AUDIT: "audit"}


def found_desk(
    name: str, *, by: Acting, is_sample: bool = False, judged_since: date | None = None
) -> list[tuple[User, str]]:
    """The three administrators with their one-time passwords, in the order system, security, audit.

    `name` is the department's; its data are judged from `judged_since` on, the start of this year unless told.
    Raises Invalid when there are accounts already.
    """
    name = name.strip()
    if not 1 <= len(name) <= 100:
        raise Invalid(fields={"name": "请用 --name 写单位名称，不超过 100 个字。"})
    with transaction.atomic():
        if User.objects.exists() or Installation.objects.exists():
            raise Invalid("这个数据库里已经有账号，不能再初始化。")
        since = judged_since or start_of_this_year()
        Installation.objects.create(name=name, is_sample=is_sample, judged_since=since)
        record_event(
            by.actor, "accounts.desk.founded", "accounts.installation:", details={"name": name, "judged_since": since}
        )
        return [
            open_account(username, str(administration.label), by=by, administration=administration.value)
            for administration, username in USERNAMES.items()
        ]
