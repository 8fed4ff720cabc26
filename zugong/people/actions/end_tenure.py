"""Somebody no longer holds a post."""

from __future__ import annotations

from datetime import date

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.people.fact_checks import spell
from zugong.people.models import Tenure
from zugong.people.policy import KEEPERS, fresh_person, must_keep


def end_tenure(tenure: Tenure, *, until: date, by: Acting, seen: int | None = None, reason: str = "") -> Tenure:
    """`until` is the first day the post is not held. Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "people.tenure.ended", tenure, reason=reason) as change:
        must_keep(by, KEEPERS, fresh_person(tenure.person))
        if tenure.until is not None:
            raise Invalid(fields={"until": f"“{tenure.post}”已于 {tenure.until} 止；写错了的请用“更正”。"})
        tenure.until = until
        spell(tenure)
        return change.save(tenure, seen=seen)
