"""The handler answers a request."""

from __future__ import annotations

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed
from zugong.objections.locking import locked
from zugong.objections.models import DECISIONS, Objection
from zugong.objections.policy import must_handle


DECISION_LENGTH = 2_000


@transaction.atomic
def decide_objection(objection: Objection, outcome: str, decision: str, citation: str, *, by: Acting) -> Objection:
    """Answer with reasons and the clause they rest on. Raises NotAllowed, Invalid, Stale.

    The answer itself changes nothing in the register: what was upheld is put right on the page of the thing.
    """
    objection = locked(objection)
    handler = must_handle(objection, by)
    if objection.handler_id != handler.pk:
        raise NotAllowed("这件请求还没有由您受理；请先点“受理”，再答复。")
    _check(outcome, decision, citation)
    with recording(by.actor, "objections.objection.decided", objection, article=citation.strip()) as change:
        objection.status, objection.decision = outcome, decision.strip()
        objection.citation, objection.decided_on = citation.strip(), today()
        change.save(objection)
    return objection


def _check(outcome: str, decision: str, citation: str) -> None:
    fields = {}
    if outcome not in DECISIONS:
        fields["outcome"] = "请选择成立、部分成立或不成立。"
    if not decision.strip():
        fields["decision"] = "请写理由：核实了什么、为什么这样答复，本人会看到。"
    if len(decision) > DECISION_LENGTH:
        fields["decision"] = f"最多 {DECISION_LENGTH} 字，现有 {len(decision)} 字。"
    if not citation.strip():
        fields["citation"] = "请写依据的法规和条款，例如：个人信息保护法第46条。"
    if len(citation) > 120:
        fields["citation"] = f"最多 120 字，现有 {len(citation)} 字。"
    if fields:
        raise Invalid(fields=fields)
