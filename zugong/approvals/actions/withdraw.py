"""The proposer takes a proposal back."""

from __future__ import annotations

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.approvals.deciding import decide, locked
from zugong.approvals.models import Approval, Decision
from zugong.approvals.policy import can_withdraw
from zugong.core.errors import NotAllowed


@transaction.atomic
def withdraw(approval: Approval, *, reason: str = "", by: Acting) -> Approval:
    """Take it back before anybody has decided. Raises NotAllowed, Stale."""
    approval = locked(approval)
    if not can_withdraw(by.user, approval):
        raise NotAllowed("只有提出人可以撤回。")
    decide(approval, Decision.WITHDRAWN, reason, by)
    return approval
