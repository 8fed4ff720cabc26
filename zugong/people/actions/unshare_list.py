"""Take a list back from another account."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.people.lists import fresh_list
from zugong.people.models import ListShare, NamedList


def unshare_list(named_list: NamedList, user: int, *, by: Acting) -> None:
    """Nothing happens when it was not shared. Raises NotAllowed, Stale."""
    with recording(by.actor, "people.list.unshared", named_list) as change:
        row = fresh_list(named_list, by, may_be_locked=True)
        for share in ListShare.objects.filter(named_list=row, user=user):
            change.remove(share)
