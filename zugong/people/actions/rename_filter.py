"""Give a saved query another name."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.organizations.validation import check
from zugong.people.actions.remove_filter import own_filter
from zugong.people.models import SavedFilter


def rename_filter(saved: SavedFilter, name: str, *, by: Acting) -> SavedFilter:
    """Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "people.filter.renamed", saved) as change:
        row = own_filter(saved, by)
        row.name = name.strip()
        check(row)
        return change.save(row)
