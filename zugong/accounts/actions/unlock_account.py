"""Lets an account sign in again that was locked after too many wrong tries."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.accounts.lockouts import open_again
from zugong.accounts.models import User
from zugong.accounts.policy import must_be, must_be_another
from zugong.audit.recording import record_event


def unlock_account(user: User, *, by: Acting) -> None:
    """Forget the wrong tries. Raises NotAllowed."""
    must_be(by, Administration.SECURITY)
    must_be_another(by, user, "解锁")
    if open_again(user.username):
        record_event(by.actor, "accounts.account.unlocked", user)
