"""The person takes a request back."""

from __future__ import annotations

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Stale
from zugong.objections.models import Objection, ObjectionStatus
from zugong.objections.policy import must_be_own


@transaction.atomic
def withdraw_objection(objection: Objection, *, by: Acting) -> Objection:
    """It is not decided any more; an answer is no longer shown. Raises NotAllowed, Stale."""
    now = Objection.objects.select_for_update(of=("self",)).select_related("person").get(pk=objection.pk)
    must_be_own(now, by)
    if not (now.is_open or now.status == ObjectionStatus.PLACED):
        raise Stale(f"这件请求{now.get_status_display()}，不能再撤回。")
    with recording(by.actor, "objections.objection.withdrawn", now) as change:
        now.status = ObjectionStatus.WITHDRAWN
        change.save(now)
    return now
