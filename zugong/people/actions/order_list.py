"""Put the people of a list into an order."""

from __future__ import annotations

from collections.abc import Sequence

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.people.lists import fresh_list
from zugong.people.models import ListEntry, NamedList


def order_list(named_list: NamedList, people: Sequence[int], *, by: Acting) -> None:
    """These people in this order; whoever is not named keeps their place behind them.

    Raises NotAllowed, Invalid, Stale.
    """
    with recording(by.actor, "people.list.ordered", named_list) as change:
        row = fresh_list(named_list, by)
        entries = list(ListEntry.objects.filter(named_list=row).order_by("position", "pk"))
        wanted = {pk: place for place, pk in enumerate(people)}
        entries.sort(key=lambda entry: wanted.get(entry.person_id, len(wanted)))
        for place, entry in enumerate(entries, start=1):
            if entry.position != place:
                entry.position = place
                change.save(entry)
