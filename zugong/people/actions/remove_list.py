"""Delete a list; the people on it stay what they are."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.people.lists import fresh_list
from zugong.people.models import ListEntry, ListShare, NamedList


def remove_list(named_list: NamedList, *, by: Acting) -> None:
    """With its entries and shares. Raises NotAllowed, Invalid while it is locked, Stale."""
    with recording(by.actor, "people.list.removed", named_list) as change:
        row = fresh_list(named_list, by)
        for share in ListShare.objects.filter(named_list=row):
            change.remove(share)
        for entry in ListEntry.objects.filter(named_list=row):
            change.remove(entry)
        change.remove(row)
