"""Put a local value in force."""

from __future__ import annotations

from dataclasses import asdict

from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.audit.recording import recording
from zugong.core.errors import NotAllowed
from zugong.gates.checking import check_draft
from zugong.gates.drafts import LocalValueDraft
from zugong.gates.local_law import place_label
from zugong.gates.models import LocalValue
from zugong.gates.policy import DECIDERS, root_of


def adopt_local_value(draft: LocalValueDraft, *, proposed_by: User, reason: str = "", by: Acting) -> LocalValue:
    """The value holds from its `since`; everything is judged again. Raises NotAllowed, Invalid."""
    if by.user is None or by.user == proposed_by or root_of(by.user, DECIDERS) is None:
        raise NotAllowed("本地值须由提出人以外、管到全区的组织科人员或部领导审签后生效。")
    check_draft(draft)
    value = LocalValue(**asdict(draft), proposed_by=proposed_by, approved_by=by.user, approved_at=timezone.now())
    with recording(by.actor, "gates.local_value.adopted", value, reason=reason, article=place_label(draft)) as change:
        change.add(value)
    return value
