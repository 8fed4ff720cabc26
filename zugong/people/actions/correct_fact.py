"""Correct a row-like fact about a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.people.actions.add_fact import settle
from zugong.people.facts import fact_of
from zugong.people.policy import fresh_person, must_keep


def correct_fact(
    row: Any, values: Mapping[str, Any], *, by: Acting, seen: int | None = None, reason: str = "", article: str = ""
) -> Any:
    """Write the given fields; `seen` is the version the person saw. Raises NotAllowed, Invalid, Stale."""
    fact = fact_of(row)
    with recording(by.actor, f"people.{fact.kind}.corrected", row, reason=reason, article=article) as change:
        row.person = fresh_person(row.person)
        must_keep(by, fact.keepers, row.person)
        for name in fact.fields:
            if name in values:
                setattr(row, name, values[name])
        settle(fact, row, by)
        return change.save(row, seen=seen)
