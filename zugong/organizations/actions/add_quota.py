"""Enter a quota of posts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.organizations.models import Organization, PostQuota
from zugong.organizations.policy import must_manage
from zugong.organizations.quotas import check_no_overlap
from zugong.organizations.tree import fresh
from zugong.organizations.validation import check


def add_quota(organization: Organization, values: Mapping[str, Any], *, by: Acting) -> PostQuota:
    """Add a quota; `values` are fields of the model by name. Raises NotAllowed, Invalid."""
    quota = PostQuota(**values)
    with recording(by.actor, "organizations.quota.added", quota) as change:
        quota.organization = fresh(organization)
        must_manage(by, quota.organization)
        check(quota)
        check_no_overlap(quota)
        return change.add(quota)
