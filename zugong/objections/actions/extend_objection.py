"""The handler of a difficult appeal takes more time, once."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.objections.limits import EXTENSION, Limit, answer_limit, limit
from zugong.objections.locking import locked
from zugong.objections.models import Objection, ObjectionKind
from zugong.objections.policy import must_handle


@transaction.atomic
def extend_objection(objection: Objection, reason: str, *, by: Acting) -> Objection:
    """Move the last day of an appeal by what the law allows. Raises NotAllowed, Invalid, Stale."""
    objection = locked(objection)
    must_handle(objection, by)
    more = extension_of(objection)
    if more is None or objection.due_on is None:
        raise Invalid("只有申诉可以延长期限，而且只能延长一次。")
    if not reason.strip():
        raise Invalid(fields={"reason": "请写明案情复杂在哪里，本人会看到。"})
    with recording(by.actor, "objections.objection.extended", objection, reason=reason, article=more.cites) as change:
        objection.due_on += timedelta(days=more.days)
        objection.due_cites = more.cites
        change.save(objection)
    return objection


def extension_of(objection: Objection) -> Limit | None:
    """By how much the day may still be moved; None when it may not, or no longer."""
    usual = answer_limit(objection.kind, objection.filed_on)
    if objection.kind != ObjectionKind.APPEAL or usual is None or objection.due_cites != usual.cites:
        return None
    moved = objection.due_on != usual.last_day(objection.filed_on)
    return None if moved else limit(EXTENSION, objection.filed_on)
