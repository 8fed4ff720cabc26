"""The person has read that a sanction was entered about them."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import NotAllowed
from zugong.people.models import Sanction
from zugong.people.policy import fresh_person


def acknowledge_sanction(sanction: Sanction, *, by: Acting) -> Sanction:
    """Only the person's own account may; a second time changes nothing. Raises NotAllowed, Stale."""
    with recording(by.actor, "people.sanction.acknowledged", sanction) as change:
        person = fresh_person(sanction.person)
        if by.user is None or person.account_id != by.user.pk:
            raise NotAllowed("处分告知只能由本人签收。")
        sanction.acknowledged_on = sanction.acknowledged_on or today()
        return change.save(sanction)
