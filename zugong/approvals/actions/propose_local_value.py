"""Propose a local value of the law."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.approvals.actions.propose import propose
from zugong.approvals.local_values import ADOPT
from zugong.approvals.models import Approval
from zugong.core.errors import NotAllowed
from zugong.gates.checking import check_draft
from zugong.gates.drafts import LocalValueDraft
from zugong.gates.law import live_law
from zugong.gates.policy import PROPOSERS, root_of
from zugong.regulations.law.units import UNITS


def propose_local_value(draft: LocalValueDraft, *, reason: str, by: Acting) -> Approval:
    """Nothing holds before a second person says yes. Raises NotAllowed, Invalid."""
    root = root_of(by.user, PROPOSERS)
    if root is None:
        raise NotAllowed("本地值由管到全区的组织科人员提出。")
    check_draft(draft)
    parameter = live_law().parameters[draft.parameter]
    unit = UNITS[parameter.unit]
    title = f"{parameter.title}：自 {draft.since} 起 {unit.show(unit.read(draft.value))}"
    what = f"gates.parameter:{draft.parameter}"
    return propose(ADOPT, what, draft.as_content(), title=title, organization=root, reason=reason, by=by)
