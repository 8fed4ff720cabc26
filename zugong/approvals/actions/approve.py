"""The second person's yes."""

from __future__ import annotations

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.approvals.deciding import decide, locked
from zugong.approvals.digest import digest_of
from zugong.approvals.models import Approval, Decision
from zugong.approvals.policy import can_decide
from zugong.core.errors import NotAllowed, Stale


@transaction.atomic
def approve(approval: Approval, *, seen: str, reason: str = "", by: Acting) -> Approval:
    """Say yes to exactly what was shown, and let it take effect in the same transaction.

    `seen` is the digest on the page. Raises NotAllowed, Stale when it was decided meanwhile or what it rests on has
    changed, and whatever carrying it out raises.
    """
    approval = locked(approval)
    if not can_decide(by.user, approval):
        raise NotAllowed("须由提出人以外、有权审签的人同意。")
    if seen != approval.digest:
        raise Stale("您看到的内容与待审签的内容不一致，没有生效。请重新打开这一件再审签。")
    if digest_of(approval.verb, approval.what, approval.proposed) != approval.digest:
        raise Stale("提出之后情况已经变了（同一对象另有改动生效），没有生效。请退回，由提出人按最新情况重新提出。")
    decide(approval, Decision.APPROVED, reason, by)
    approval.matter.carry_out(approval, by)
    return approval
