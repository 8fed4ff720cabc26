"""The one way a proposal is decided; `approve`, `reject` and `withdraw` are its three uses."""

from __future__ import annotations

from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.approvals.models import Approval, Decision
from zugong.audit.recording import recording
from zugong.core.errors import Stale
from zugong.organizations.models import Organization


def locked(approval: Approval) -> Approval:
    """The proposal as it is now, locked. Raises Stale when somebody has decided it meanwhile.

    The organization is locked first: two deciders of two proposals about one thing wait for each other, so that the
    second one sees what the first one's yes has changed.
    """
    Organization.objects.select_for_update().get(pk=approval.organization_id)
    now = Approval.objects.select_for_update(of=("self",)).select_related("organization").get(pk=approval.pk)
    if not now.waiting:
        who = now.decided_by
        raise Stale(
            f"这一件已由{who}于 {timezone.localtime(now.decided_at):%Y-%m-%d %H:%M} {now.get_decision_display()}。"
        )
    return now


def decide(approval: Approval, decision: Decision, reason: str, by: Acting) -> None:
    """Write the decision of a locked proposal."""
    with recording(by.actor, f"approvals.approval.{decision.value}", approval, reason=reason) as change:
        approval.decision = decision.value
        approval.decided_by = by.user
        approval.decided_at = timezone.now()
        approval.decided_reason = reason
        change.save(approval)
