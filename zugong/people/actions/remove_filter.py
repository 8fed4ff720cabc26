"""Forget a saved query."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import NotAllowed, Stale
from zugong.people.models import SavedFilter


def remove_filter(saved: SavedFilter, *, by: Acting) -> None:
    """Raises NotAllowed, Stale."""
    with recording(by.actor, "people.filter.removed", saved) as change:
        change.remove(own_filter(saved, by))


def own_filter(saved: SavedFilter, by: Acting) -> SavedFilter:
    """The query as it is now. Raises Stale when it is gone, NotAllowed when it is another's."""
    found = SavedFilter.objects.select_for_update().filter(pk=saved.pk).first()
    if found is None:
        raise Stale("这个常用查询已被删除；请刷新页面。")
    if by.user is not None and found.owner_id != by.user.pk:
        raise NotAllowed("这是别人的常用查询，您不能改。")
    return found
