"""Change what is written about an organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.organizations.models import Organization
from zugong.organizations.policy import must_manage
from zugong.organizations.tree import DERIVED, check_kinds, fresh, lock_tree
from zugong.organizations.validation import check


EDITABLE = (
    "code",
    "short_name",
    "kind",
    "setting",
    "publicity_line",
    "founded_on",
    "has_committee",
    "committee_size",
    "holds_life_meeting",
    "term_since",
    "term_extended_until",
)
"""Name, parent and end have actions of their own."""


def edit_organization(
    organization: Organization, values: Mapping[str, Any], *, by: Acting, seen: int | None = None
) -> Organization:
    """Write the given EDITABLE fields. `seen` is the version the person saw. Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "organizations.organization.edited", organization) as change:
        lock_tree()
        edited = fresh(organization)
        must_manage(by, edited)
        for name in EDITABLE:
            if name in values:
                setattr(edited, name, values[name])
        _check_kind(edited)
        check(edited, derived=DERIVED)
        change.save(edited, seen=seen)
    return edited


def _check_kind(edited: Organization) -> None:
    """The kind must fit the parent and the children."""
    try:
        check_kinds(edited.parent, edited.kind)
        for kind in edited.children.order_by("kind").values_list("kind", flat=True).distinct():
            check_kinds(edited, kind)
    except Invalid as problem:
        raise Invalid(fields={"kind": problem.fields["parent"]}) from None
