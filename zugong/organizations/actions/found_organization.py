"""Found an organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import NotAllowed
from zugong.core.pinyin import pinyin_key_of_title
from zugong.organizations.models import Organization
from zugong.organizations.policy import must_manage
from zugong.organizations.tree import DERIVED, check_place, fresh, lock_tree, next_position, path_below
from zugong.organizations.validation import check


def found_organization(parent: Organization | None, values: Mapping[str, Any], *, by: Acting) -> Organization:
    """Add an organization below `parent`, after its other children.

    `values` are fields of the model by name. Only the program adds one without a parent. Raises NotAllowed, Invalid.
    """
    organization = Organization(**values)
    with recording(by.actor, "organizations.organization.founded", organization) as change:
        lock_tree()
        parent = fresh(parent) if parent else None
        if parent is None and by.user is not None:
            raise NotAllowed("最上一级的组织在建库时设立，不能在这里新增；请先选一个上级。")
        must_manage(by, *([parent] if parent else []))
        check_place(parent, organization.kind)
        organization.parent, organization.position = parent, next_position(parent)
        organization.pinyin = pinyin_key_of_title(organization.name)
        check(organization, derived=DERIVED)
        organization.path = f"{uuid4()}."  # no number yet; replaced in the same transaction
        change.add(organization)
        organization.path = path_below(parent, organization.pk)
        change.save(organization)
    return organization
