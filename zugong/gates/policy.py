"""Who has a say in local values: those responsible for the whole department, so over a root of the tree."""

from __future__ import annotations

from collections.abc import Collection

from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.organizations.models import Organization
from zugong.organizations.scope import grants_of


PROPOSERS = frozenset({Role.ORGANIZATION_OFFICER})
DECIDERS = frozenset({Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD})


def may_propose(user: User | None) -> bool:
    """Whether the account may put local values forward; asks the tree nothing."""
    return any(grant.role in PROPOSERS and grant.is_over_a_root for grant in grants_of(user))


def root_of(user: User | None, roles: Collection[str]) -> Organization | None:
    """The first root over which the account holds one of the roles today; local values hold for the whole desk."""
    held = [grant.organization_id for grant in grants_of(user) if grant.role in roles]
    return Organization.objects.filter(pk__in=held, parent__isnull=True).order_by("pk").first()
