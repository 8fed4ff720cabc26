"""Put more people on a list."""

from __future__ import annotations

from collections.abc import Collection

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.people.lists import fresh_list, new_entries, within_reach
from zugong.people.models import NamedList


def extend_list(named_list: NamedList, people: Collection[int], *, by: Acting) -> int:
    """Put on those whose facts the account sees and who are not on it; returns how many.

    Raises NotAllowed, Invalid, Stale.
    """
    with recording(by.actor, "people.list.extended", named_list) as change:
        row = fresh_list(named_list, by)
        return len(change.add_many(new_entries(row, within_reach(people, by))))
