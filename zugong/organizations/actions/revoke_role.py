"""Takes a role back."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Invalid
from zugong.organizations.models import RoleGrant
from zugong.organizations.policy_of_grants import must_revoke


def revoke_role(grant: RoleGrant, *, by: Acting, reason: str) -> None:
    """The account does not hold it any more, from now on. Raises NotAllowed, Invalid."""
    with recording(by.actor, "organizations.grant.revoked", grant.user, reason=reason) as change:
        grant = RoleGrant.objects.select_for_update().select_related("user").get(pk=grant.pk)
        must_revoke(by, grant.user)
        if not reason.strip():
            raise Invalid(fields={"reason": "请写收回的原因，例如：调整分工、调离。"})
        if grant.until is not None and grant.until <= today():
            raise Invalid("这个岗位已经结束，不需要收回。")
        if grant.since >= today():  # never held: it must not read as held for a day
            change.remove(grant)
            return
        grant.until = today()
        change.save(grant)
