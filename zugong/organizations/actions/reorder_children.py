"""Put the children of an organization in order."""

from __future__ import annotations

from collections.abc import Mapping

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.organizations.models import Organization
from zugong.organizations.policy import must_manage
from zugong.organizations.tree import fresh, lock_tree


def reorder_children(parent: Organization, places: Mapping[int, int], *, by: Acting) -> None:
    """Number the children from 0 in the order of `places` (wanted place by id).

    Children that are not named keep their place; with equal places the earlier order decides. Raises NotAllowed.
    """
    with recording(by.actor, "organizations.organization.reordered", parent) as change:
        lock_tree()
        must_manage(by, fresh(parent))
        children = list(parent.children.order_by("position", "code"))
        order = sorted(enumerate(children), key=lambda pair: (places.get(pair[1].pk, pair[0]), pair[0]))
        for place, (_, child) in enumerate(order):
            child.position = place
            change.save(child)
