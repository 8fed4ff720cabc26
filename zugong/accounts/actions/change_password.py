"""Changes one's own password."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.accounts.policy import must_be_oneself
from zugong.accounts.sessions import end_all
from zugong.audit.recording import recording
from zugong.core.errors import Invalid


def change_password(user: User, old: str, new: str, *, by: Acting, session_key: str | None = None) -> None:
    """Set it and end every other session of the account. Raises NotAllowed, Invalid."""
    with recording(by.actor, "accounts.password.changed", user) as change:
        user = User.objects.select_for_update().get(pk=user.pk)
        must_be_oneself(by, user)
        _check(user, old, new)
        user.password, user.password_changed_at = make_password(new), timezone.now()
        user.password_must_change = False
        change.save(user)
        end_all(user, but=session_key)


def _check(user: User, old: str, new: str) -> None:
    if not user.check_password(old):
        raise Invalid(fields={"old": "现在的口令不对。"})
    if user.check_password(new):
        raise Invalid(fields={"new": "新口令和现在的一样；请换一个。"})
    try:
        validate_password(new, user)
    except ValidationError as problem:
        raise Invalid(fields={"new": "".join(problem.messages)}) from None
