"""Sanctions whose influence still runs, for those who may know of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from zugong.compliance.scope import ADVERSE_ROLES
from zugong.core.dates import add_months
from zugong.gates.law import live_law
from zugong.people.models import Sanction
from zugong.regulations.law.model import Law


_PARAMETERS = "appointment.bars.sanction"


def running_influences(user: Any, day: date) -> list[tuple[Sanction, date]]:
    """Sanctions an account may know of whose influence runs on that day, with its last day, the earliest first.

    Where the length depends on the post aimed at (责令辞职, 问责免职) it is the shorter one: it runs at least so long.
    """
    law = live_law()
    decided = Sanction.objects.visible_to(user, ADVERSE_ROLES).filter(decided_on__lte=day).select_related("person")
    found = [(sanction, last_day(sanction, law)) for sanction in decided]
    return sorted(
        ((sanction, last) for sanction, last in found if last is not None and last >= day), key=lambda pair: pair[1]
    )


def last_day(sanction: Sanction, law: Law) -> date | None:
    """The last day of the influence: as decided, else by the months of its kind in force on the day of decision."""
    if sanction.influence_until:
        return sanction.influence_until
    key = f"{_PARAMETERS}.{sanction.kind}_months"
    parameter = law.parameters.get(key)
    value = parameter and parameter.on(sanction.decided_on)
    if not value:
        return None
    months = int(str(value.value)) + (
        sanction.party_probation_months or 0 if sanction.kind == "party_probation" else 0
    )
    return add_months(sanction.decided_on, months) - timedelta(days=1)
