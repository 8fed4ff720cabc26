"""Who may change the tree, quotas and the calendar."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.core.errors import NotAllowed
from zugong.organizations.models import Organization
from zugong.organizations.scope import grants_of


MANAGERS = frozenset({Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD})
"""Who manages the organizations below their grant."""

CALENDAR_KEEPERS = frozenset({Role.ORGANIZATION_OFFICER})
"""Who keeps the working calendar, when their grant reaches over everything."""


def may_manage(by: Acting, organization: Organization) -> bool:
    """Whether one of the grants reaches over the organization; the program may always."""
    if by.user is None:
        return True
    return any(grant.role in MANAGERS and organization.path.startswith(grant.path) for grant in grants_of(by.user))


def may_keep_calendar(by: Acting) -> bool:
    """Whether one of the grants is over the top of the tree."""
    if by.user is None:
        return True
    return any(grant.role in CALENDAR_KEEPERS and grant.is_over_a_root for grant in grants_of(by.user))


def must_manage(by: Acting, *organizations: Organization) -> None:
    """Raises NotAllowed, naming the organizations that are out of reach."""
    refused = [organization.name for organization in organizations if not may_manage(by, organization)]
    if refused:
        raise NotAllowed(f"您不管“{'”“'.join(refused)}”，不能改动；请由管辖它的组织科或部领导办理。")


def must_keep_calendar(by: Acting) -> None:
    """Raises NotAllowed."""
    if not may_keep_calendar(by):
        raise NotAllowed("工作日历由最上一级的组织科维护。")
