"""The sending side takes a transfer back that was not accepted yet."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import NotAllowed
from zugong.people.models import Transfer, TransferStatus
from zugong.people.pending import fresh_pending
from zugong.people.policy import may_send


def withdraw_transfer(transfer: Transfer, *, by: Acting) -> Transfer:
    """Nothing moves. Raises NotAllowed, Stale."""
    with recording(by.actor, "people.transfer.withdrawn", transfer) as change:
        withdrawn = fresh_pending(transfer)
        if not may_send(by, withdrawn):
            raise NotAllowed(f"“{withdrawn.origin.name}”不归您管；请由转出方撤回。")
        withdrawn.status, withdrawn.concluded_on = TransferStatus.WITHDRAWN, today()
        return change.save(withdrawn)
