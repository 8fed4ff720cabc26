"""A handler takes a request up, or takes it over from another."""

from __future__ import annotations

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.objections.locking import locked
from zugong.objections.models import Objection, ObjectionStatus
from zugong.objections.policy import must_handle


@transaction.atomic
def take_up_objection(objection: Objection, *, by: Acting) -> Objection:
    """The account answers for it from now on. Raises NotAllowed, Invalid, Stale."""
    objection = locked(objection)
    handler = must_handle(objection, by)
    if objection.handler_id == handler.pk:
        raise Invalid("这件请求已经由您办理。")
    with recording(by.actor, "objections.objection.taken_up", objection) as change:
        objection.handler, objection.status = handler, ObjectionStatus.IN_REVIEW
        change.save(objection)
    return objection
