"""One request as both its person and its handlers see it: where it stands, what is next, what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from zugong.evidence.keeping import content_of
from zugong.gates.law import live_law
from zugong.objections.actions.file_objection import APPEALABLE
from zugong.objections.limits import AFTER_REVIEW, limit
from zugong.objections.models import Objection, ObjectionEvidence, ObjectionKind, ObjectionStatus
from zugong.organizations.history import history_of


LAMPS: Mapping[str, str] = {
    ObjectionStatus.FILED: "unknown",
    ObjectionStatus.IN_REVIEW: "unknown",
    ObjectionStatus.UPHELD: "pass",
    ObjectionStatus.PARTLY_UPHELD: "pass",
    ObjectionStatus.DECLINED: "fail",
    ObjectionStatus.WITHDRAWN: "not_applicable",
    ObjectionStatus.PLACED: "pass",
}
"""Status -> the lamp it is shown with."""


def case_context(objection: Objection, day: date) -> dict[str, Any]:
    """What every page about one request shows."""
    return {
        "objection": objection,
        "lamp_of": LAMPS[objection.status],
        "papers": list(objection.evidence.select_related("file")),
        "history": history_of([objection.record_key]),
        "next": what_is_next(objection),
        "due_label": _label(objection.due_cites),
        "appeals": list(objection.appeals.all()),
        "may_appeal": objection.status in APPEALABLE,
        "day": day,
    }


def what_is_next(objection: Objection) -> str:
    """What happens next and by when, in a sentence for the person."""
    if objection.status == ObjectionStatus.FILED:
        return f"等待承办人受理，应在 {objection.due_on} 以前答复。" if objection.due_on else "等待承办人受理。"
    if objection.status == ObjectionStatus.IN_REVIEW:
        return f"{objection.handler}正在办理，应在 {objection.due_on} 以前答复。" if objection.due_on else "正在办理。"
    if objection.status == ObjectionStatus.PLACED:
        return "已载明：看得到那条记载的人，都看得到您的说明。"
    if objection.status == ObjectionStatus.WITHDRAWN:
        return "您已撤回，不再办理；需要时可以重新提出。"
    return _after_decision(objection)


def _after_decision(objection: Objection) -> str:
    fixed = "承办人会按答复更正资料，改后在“谁看过、谁改过”里看得到。"
    if objection.status == ObjectionStatus.UPHELD:
        return fixed if objection.kind == ObjectionKind.CORRECTION else "已办结。"
    until = appeal_until(objection)
    words = f"不服的可以在 {until} 以前申诉，由另一人办理。" if until else "不服的可以申诉，由另一人办理。"
    return words if objection.status == ObjectionStatus.DECLINED else f"{fixed}{words}"


def appeal_until(objection: Objection) -> date | None:
    """The last day of an appeal after a review; None where the law sets none."""
    found = limit(AFTER_REVIEW, objection.decided_on or objection.filed_on)
    if objection.kind != ObjectionKind.REVIEW or objection.decided_on is None or found is None:
        return None
    return objection.decided_on + timedelta(days=found.days)


def paper(evidence: ObjectionEvidence) -> HttpResponse:
    """A paper, always as a download: the browser never opens what somebody handed in."""
    response = HttpResponse(content_of(evidence.file), content_type=evidence.file.media_type)
    name = evidence.name or evidence.file.name
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _label(cites: str) -> str:
    law = live_law()
    return law.short_label(cites) if cites and cites.partition("#")[0] in law.sources else cites
