"""Keep a query of the list of people under a name."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import NotAllowed
from zugong.organizations.validation import check
from zugong.people.models import SavedFilter


def save_filter(name: str, query: str, *, by: Acting) -> SavedFilter:
    """`query` is what stands behind the question mark. Raises NotAllowed for the program, Invalid."""
    if by.user is None:
        raise NotAllowed("常用查询属于个人，程序不能建立。")
    row = SavedFilter(owner=by.user, name=name.strip(), query=query)
    with recording(by.actor, "people.filter.saved", row) as change:
        check(row)
        return change.add(row)
