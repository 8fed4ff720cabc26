"""Propose that a local value end."""

from __future__ import annotations

from datetime import date

from zugong.accounts.acting import Acting
from zugong.approvals.actions.propose import propose
from zugong.approvals.local_values import END
from zugong.approvals.models import Approval
from zugong.core.errors import NotAllowed
from zugong.gates.actions.end_local_value import check_end
from zugong.gates.law import live_law
from zugong.gates.models import LocalValue
from zugong.gates.policy import PROPOSERS, root_of


def propose_end(value: LocalValue, until: date, *, reason: str, by: Acting) -> Approval:
    """`until` is the first day on which it no longer holds. Raises NotAllowed, Invalid."""
    root = root_of(by.user, PROPOSERS)
    if root is None:
        raise NotAllowed("终止本地值由管到全区的组织科人员提出。")
    check_end(value, until)
    content = {"parameter": value.parameter, "number": value.pk, "until": until.isoformat()}
    title = f"{live_law().parameters[value.parameter].title}：本地值自 {until} 起终止"
    return propose(END, value.record_key, content, title=title, organization=root, reason=reason, by=by)
