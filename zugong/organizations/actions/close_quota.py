"""End a quota of posts."""

from __future__ import annotations

from datetime import date

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.organizations.models import PostQuota
from zugong.organizations.policy import must_manage
from zugong.organizations.validation import check


def close_quota(quota: PostQuota, *, until: date, by: Acting, seen: int | None = None, reason: str = "") -> PostQuota:
    """End it; `until` is the first day it is no longer in force. Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "organizations.quota.closed", quota, reason=reason) as change:
        must_manage(by, quota.organization)
        if quota.until is not None and quota.until <= until:
            raise Invalid(fields={"until": f"这条职数已到 {quota.until} 为止；请填更早的日期。"})
        quota.until = until
        check(quota)
        return change.save(quota, seen=seen)
