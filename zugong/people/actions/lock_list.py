"""Lock a list, so that it changes for nobody, and unlock it."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.people.lists import fresh_list
from zugong.people.models import NamedList


def lock_list(named_list: NamedList, *, locked: bool, by: Acting) -> NamedList:
    """`locked` says how it shall be; only the owner may. Raises NotAllowed, Stale."""
    verb = "people.list.locked" if locked else "people.list.unlocked"
    with recording(by.actor, verb, named_list) as change:
        row = fresh_list(named_list, by, may_be_locked=True)
        row.is_locked = locked
        return change.save(row)
