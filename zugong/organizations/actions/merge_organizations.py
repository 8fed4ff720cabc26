"""Merge organizations into another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.organizations.models import Organization, Succession
from zugong.organizations.policy import must_manage
from zugong.organizations.succession import check_successor
from zugong.organizations.tree import fresh, hang, lock_tree


def merge_organizations(
    predecessors: Sequence[Organization],
    into: Organization,
    *,
    on: date,
    by: Acting,
    with_children: bool = False,
    reason: str = "",
) -> list[Succession]:
    """Say that the duties of `predecessors` went to `into` on that day.

    Members and posts stay where they are until they are moved, and the predecessors live until they are dissolved;
    `with_children` hangs the predecessors' living children below `into`. Raises NotAllowed, Invalid.
    """
    with recording(by.actor, "organizations.organization.merged", into, reason=reason) as change:
        lock_tree()
        successor, merged = fresh(into), [fresh(organization) for organization in predecessors]
        must_manage(by, successor, *merged)
        for organization in merged:
            check_successor(organization, successor, "merger", on)
            if with_children and organization.contains(successor):
                raise Invalid(
                    fields={"into": f"“{successor.name}”在“{organization.name}”里面，不能接它的下级；请先把它移出来。"}
                )
        rows = [
            change.add(Succession(predecessor=organization, successor=successor, kind="merger", on=on))
            for organization in merged
        ]
        for organization in merged if with_children else []:
            for child in organization.children.filter(dissolved_on=None):
                hang(change, fresh(child), successor)
    return rows
