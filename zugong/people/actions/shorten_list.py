"""Take people off a list."""

from __future__ import annotations

from collections.abc import Collection

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.people.lists import fresh_list, within_reach
from zugong.people.models import ListEntry, NamedList


def shorten_list(named_list: NamedList, people: Collection[int], *, by: Acting) -> int:
    """Those the account sees; returns how many were on it. Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "people.list.shortened", named_list) as change:
        row = fresh_list(named_list, by)
        entries = list(ListEntry.objects.filter(named_list=row, person__in=within_reach(people, by)))
        for entry in entries:
            change.remove(entry)
    return len(entries)
