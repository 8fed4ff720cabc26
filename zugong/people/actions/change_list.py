"""Give a list another name or purpose."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.organizations.validation import check
from zugong.people.lists import fresh_list
from zugong.people.models import NamedList


def change_list(named_list: NamedList, name: str, purpose: str, *, by: Acting, seen: int | None = None) -> NamedList:
    """Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "people.list.changed", named_list) as change:
        row = fresh_list(named_list, by)
        row.name, row.purpose = name.strip(), purpose.strip()
        check(row)
        return change.save(row, seen=seen)
