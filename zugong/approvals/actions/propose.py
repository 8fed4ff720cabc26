"""Ask for a second person's yes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.approvals.digest import digest_of
from zugong.approvals.matters import Content, matter_of
from zugong.approvals.models import Approval
from zugong.audit.canonical import canonical
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed
from zugong.organizations.models import Organization


REASON_LENGTH = 500


@transaction.atomic
def propose(
    verb: str, what: str, content: Content, *, title: str, organization: Organization, reason: str, by: Acting
) -> Approval:
    """Put a proposal before those who may decide its matter over the organization.

    Who may propose is the caller's to ask. The same content proposed again by the same account while the first still
    waits is that first proposal, so that a form sent twice has one effect. Raises NotAllowed, Invalid.
    """
    if by.user is None:
        raise NotAllowed("审签须由人提出，程序不能代提。")
    check_reason(reason, "提出理由")
    Organization.objects.select_for_update().get(pk=organization.pk)  # one proposal or decision there at a time
    digest = digest_of(verb, what, content)
    waiting = Approval.objects.filter(digest=digest, decision="").first()
    if waiting is not None:
        return _same(waiting, by)
    approval = Approval(
        verb=verb,
        what=what,
        title=title[:200],
        organization=organization,
        content=canonical(content),
        digest=digest,
        shown=canonical(matter_of(verb).show(content).as_content()),
        proposed_by=by.user,
        proposed_role=by.role,
        proposed_at=timezone.now(),
        reason=reason,
    )
    with recording(by.actor, "approvals.approval.proposed", approval, reason=reason) as change:
        change.add(approval)
    return approval


def check_reason(reason: str, label: str) -> None:
    """Raises Invalid for a reason that is empty or too long."""
    if not reason.strip():
        raise Invalid(fields={"reason": f"请写{label}，审签和日后查看的人要看。"})
    if len(reason) > REASON_LENGTH:
        raise Invalid(fields={"reason": f"{label}最多 {REASON_LENGTH} 字，现有 {len(reason)} 字。"})


def _same(waiting: Approval, by: Acting) -> Approval:
    matter = matter_of(waiting.verb)
    if by.user is None or waiting.proposed_by_id != by.user.pk:
        raise Invalid(f"同样的{matter.label}已由{waiting.proposed_by}提出，正在等待审签，不必再提。")
    return waiting
