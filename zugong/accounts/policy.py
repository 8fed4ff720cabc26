"""Who may do what to an account. Each function raises NotAllowed with the reason and whom to ask."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.accounts.models import User
from zugong.core.errors import NotAllowed


def must_be(by: Acting, administration: Administration) -> None:
    """Only that administrator, or the program itself."""
    if by.user is not None and not (by.user.is_active and by.user.administration == administration):
        raise NotAllowed(f"这件事由{administration.label}办理，您的账号不能办。")


def must_be_another(by: Acting, user: User, what: str) -> None:
    """Nobody does this to the own account."""
    if by.user is not None and by.user.pk == user.pk:
        raise NotAllowed(f"不能给自己{what}，请找另一位管理员。")


def must_be_oneself(by: Acting, user: User) -> None:
    """Only the person of the account."""
    if by.user is None or by.user.pk != user.pk:
        raise NotAllowed("这件事只能本人办理。")
