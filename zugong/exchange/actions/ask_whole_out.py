"""Ask for a full export; another person decides."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.approvals.actions.propose import propose
from zugong.approvals.models import Approval
from zugong.core.clock import today
from zugong.core.errors import NotAllowed
from zugong.exchange.leaving.matter import PROPOSERS, VERB
from zugong.organizations.models import Organization
from zugong.organizations.scope import grants_of


def may_ask(user: object) -> bool:
    """Whether the account may ask: the organization section, over a whole tree."""
    return any(grant.role in PROPOSERS and grant.is_over_a_root for grant in grants_of(user))


def ask_whole_out(*, reason: str, by: Acting) -> Approval:
    """Propose it. Raises NotAllowed, Invalid."""
    if by.user is None or not may_ask(by.user):
        raise NotAllowed("全量导出只由管到最上级组织的组织科提出。")
    held = [grant.organization_id for grant in grants_of(by.user) if grant.role in PROPOSERS and grant.is_over_a_root]
    root = Organization.objects.get(pk=held[0])
    content = {"folder": f"{today():%Y%m%d}"}
    title = f"全量导出 {today()}"
    return propose(VERB, "exchange.whole", content, title=title, organization=root, reason=reason, by=by)
