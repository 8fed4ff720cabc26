"""The receiving side sends a transfer back, with the reason."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed
from zugong.people.models import Transfer, TransferStatus
from zugong.people.pending import fresh_pending
from zugong.people.policy import may_receive


def return_transfer(transfer: Transfer, *, answer: str, by: Acting) -> Transfer:
    """Nothing moves. Raises NotAllowed, Stale, Invalid without a reason."""
    with recording(by.actor, "people.transfer.returned", transfer) as change:
        returned = fresh_pending(transfer)
        if not may_receive(by, returned):
            raise NotAllowed(f"“{returned.destination.name}”不归您管；请由接收方办理。")
        if not answer.strip():
            raise Invalid(fields={"answer": "退回要写明缘由，如“介绍信抬头有误”。"})
        returned.status, returned.concluded_on, returned.answer = TransferStatus.RETURNED, today(), answer.strip()
        return change.save(returned)
