"""Hang an organization, with all below it, under another parent."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.organizations.models import Organization
from zugong.organizations.policy import must_manage
from zugong.organizations.tree import fresh, hang, lock_tree


def move_organization(
    organization: Organization, parent: Organization, *, by: Acting, seen: int | None = None, reason: str = ""
) -> int:
    """Move it below `parent`, after the other children; returns how many rows of the tree changed.

    Members, posts and grants go along, because they hang on the organization. Raises NotAllowed, Invalid, Stale.
    """
    with recording(by.actor, "organizations.organization.moved", organization, reason=reason) as change:
        lock_tree()
        moved, target = fresh(organization), fresh(parent)
        must_manage(by, moved, target)
        if moved.parent_id == target.pk:
            raise Invalid(fields={"parent": f"它现在就在“{target.name}”下面；请选别的上级。"})
        return hang(change, moved, target, seen=seen)
