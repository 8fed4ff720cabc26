"""Remove a row-like fact that was entered by mistake; the record keeps it."""

from __future__ import annotations

from typing import Any

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, Stale
from zugong.people.facts import fact_of
from zugong.people.policy import fresh_person, must_keep


def remove_fact(row: Any, *, by: Acting, seen: int | None = None, reason: str) -> None:
    """Delete the row. Raises NotAllowed, Stale, Invalid without a reason."""
    fact = fact_of(row)
    with recording(by.actor, f"people.{fact.kind}.removed", row, reason=reason) as change:
        must_keep(by, fact.keepers, fresh_person(row.person))
        if not reason.strip():
            raise Invalid(fields={"reason": "删除要写明缘由，如“登记重复”；到期的不删，填“止”。"})
        stored = type(row).objects.select_for_update().filter(pk=row.pk).first()
        if stored is None or (seen is not None and stored.version != seen):
            raise Stale("这条记录在您打开之后已被别人改过，没有删除。请核对最新内容。")
        for mark in stored.marks.select_for_update() if fact.kind == "tenure" else ():
            mark.tenure = None
            change.save(mark)
        change.remove(stored)
