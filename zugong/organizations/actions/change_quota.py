"""Correct a quota of posts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.organizations.models import PostQuota
from zugong.organizations.policy import must_manage
from zugong.organizations.quotas import check_no_overlap
from zugong.organizations.tree import fresh
from zugong.organizations.validation import check


def change_quota(
    quota: PostQuota, values: Mapping[str, Any], *, by: Acting, seen: int | None = None, reason: str = ""
) -> PostQuota:
    """Write the given fields. Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "organizations.quota.changed", quota, reason=reason) as change:
        quota.organization = fresh(quota.organization)  # its lock keeps two overlapping quotas from passing at once
        must_manage(by, quota.organization)
        for name, value in values.items():
            setattr(quota, name, value)
        check(quota)
        check_no_overlap(quota)
        return change.save(quota, seen=seen)
