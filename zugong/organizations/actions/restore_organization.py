"""Take back a dissolution that should not have been entered."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.organizations.models import Organization
from zugong.organizations.policy import must_manage
from zugong.organizations.tree import check_place, fresh, lock_tree


def restore_organization(
    organization: Organization, *, by: Acting, seen: int | None = None, reason: str = ""
) -> Organization:
    """Clear the day of dissolution. Raises NotAllowed, Stale, Invalid when the parent is dissolved itself."""
    with recording(by.actor, "organizations.organization.restored", organization, reason=reason) as change:
        lock_tree()
        restored = fresh(organization)
        must_manage(by, restored)
        if restored.dissolved_on is None:
            raise Invalid("它没有撤销，不用恢复。")
        check_place(restored.parent, restored.kind)
        restored.dissolved_on = None
        change.save(restored, seen=seen)
    return restored
