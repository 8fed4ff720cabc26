"""Mends the name of the person on an account."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.accounts.models import User
from zugong.accounts.policy import must_be
from zugong.audit.recording import recording
from zugong.core.errors import Invalid


def rename_account(user: User, name: str, *, by: Acting, seen: int) -> None:
    """Change the name; `seen` is the version the form was made from. Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "accounts.account.renamed", user) as change:
        user = User.objects.select_for_update().get(pk=user.pk)
        must_be(by, Administration.SYSTEM)
        if not 1 <= len(name.strip()) <= 60:
            raise Invalid(fields={"name": "请填姓名，不超过 60 个字。"})
        user.name = name.strip()
        change.save(user, seen=seen)
