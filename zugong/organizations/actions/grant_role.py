"""Grants a role over a part of the tree."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.organizations.models import Organization, RoleGrant
from zugong.organizations.policy_of_grants import must_grant


def grant_role(
    user: User, role: str, organization: Organization, since: date, until: date | None = None, *, by: Acting
) -> RoleGrant:
    """The account holds the role over the organization and all below it, in `[since, until)`; works at once.

    Raises NotAllowed, Invalid.
    """
    grant = RoleGrant(user=user, role=role, organization=organization, since=since, until=until)
    with recording(by.actor, "organizations.grant.made", user) as change:
        user = User.objects.select_for_update().get(pk=user.pk)
        must_grant(by, user)
        _check(grant)
        change.add(grant)
    return grant


def _check(grant: RoleGrant) -> None:
    fields = {}
    if grant.role not in Role.values:
        fields["role"] = "请选择岗位。"
    if grant.until is not None and grant.until <= grant.since:
        fields["until"] = "止必须晚于起：止的那一天起不再有这个岗位。"
    if grant.organization.dissolved_on is not None and grant.organization.dissolved_on <= grant.since:
        fields["organization"] = "这个组织已经撤销，请选承接它的组织。"
    if not fields and _overlapping(grant):
        fields["role"] = "这个账号在这里已有同一岗位，时间重叠；请先收回原来的，或改起止日期。"
    if fields:
        raise Invalid(fields=fields)


def _overlapping(grant: RoleGrant) -> bool:
    same = RoleGrant.objects.filter(user=grant.user, role=grant.role, organization=grant.organization)
    if grant.until is not None:
        same = same.filter(since__lt=grant.until)
    return bool(same.filter(Q(until=None) | Q(until__gt=grant.since)).exists())
