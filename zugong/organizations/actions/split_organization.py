"""Split an organization into others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.organizations.models import Organization, Succession
from zugong.organizations.policy import must_manage
from zugong.organizations.succession import check_successor
from zugong.organizations.tree import fresh, lock_tree


def split_organization(
    organization: Organization, successors: Sequence[Organization], *, on: date, by: Acting, reason: str = ""
) -> list[Succession]:
    """Say that the duties of an organization went to `successors`, which are founded already, on that day.

    Members, posts and children stay where they are until they are moved. Raises NotAllowed, Invalid.
    """
    with recording(by.actor, "organizations.organization.split", organization, reason=reason) as change:
        lock_tree()
        divided, heirs = fresh(organization), [fresh(successor) for successor in successors]
        must_manage(by, divided, *heirs)
        for successor in heirs:
            check_successor(divided, successor, "split", on)
        return [
            change.add(Succession(predecessor=divided, successor=successor, kind="split", on=on))
            for successor in heirs
        ]
