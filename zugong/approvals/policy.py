"""Who may decide: somebody else, in a role of the matter, over the organization of the proposal."""

from __future__ import annotations

from zugong.accounts.models import User
from zugong.approvals.models import Approval
from zugong.organizations.scope import grants_of


def can_decide(user: User | None, approval: Approval) -> bool:
    """Whether the account may say yes or no. The program may not: a yes is somebody's."""
    if user is None or user.pk == approval.proposed_by_id:
        return False
    path = approval.organization.path
    return any(grant.role in approval.matter.deciders and path.startswith(grant.path) for grant in grants_of(user))


def can_withdraw(user: User | None, approval: Approval) -> bool:
    """Whether the account made the proposal."""
    return user is not None and user.pk == approval.proposed_by_id
