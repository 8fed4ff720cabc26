"""The second person's no."""

from __future__ import annotations

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.approvals.actions.propose import check_reason
from zugong.approvals.deciding import decide, locked
from zugong.approvals.models import Approval, Decision
from zugong.approvals.policy import can_decide
from zugong.core.errors import NotAllowed


@transaction.atomic
def reject(approval: Approval, *, reason: str, by: Acting) -> Approval:
    """Say no, with a reason. Raises NotAllowed, Invalid, Stale."""
    approval = locked(approval)
    if not can_decide(by.user, approval):
        raise NotAllowed("须由提出人以外、有权审签的人退回。")
    check_reason(reason, "不同意的理由")
    decide(approval, Decision.REJECTED, reason, by)
    return approval
