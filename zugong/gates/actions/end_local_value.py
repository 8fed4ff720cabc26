"""Let a local value end."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed
from zugong.gates.local_law import place_label
from zugong.gates.models import LocalValue
from zugong.gates.policy import DECIDERS, root_of


@transaction.atomic
def end_local_value(pk: int, until: date, *, proposed_by: User, reason: str = "", by: Acting) -> LocalValue:
    """From `until` on, the law of the packs (or an earlier local value) holds again. Raises NotAllowed, Invalid."""
    value = LocalValue.objects.select_for_update(of=("self",)).get(pk=pk)
    if by.user is None or by.user == proposed_by or root_of(by.user, DECIDERS) is None:
        raise NotAllowed("终止本地值须由提出人以外、管到全区的组织科人员或部领导审签。")
    check_end(value, until)
    article = place_label(value.draft())
    with recording(by.actor, "gates.local_value.ended", value, reason=reason, article=article) as change:
        value.until = until
        change.save(value)
    return value


def check_end(value: LocalValue, until: date) -> None:
    """Raises Invalid for a day on which the value cannot end."""
    if until < value.since:
        raise Invalid(fields={"until": f"终止日 {until} 早于起 {value.since}；写 {value.since} 表示从头撤销。"})
    if value.until is not None and until >= value.until:
        raise Invalid(fields={"until": f"这个值到 {value.until} 已不再适用，只能提前终止。"})
