"""Who acts in tests of this room."""

from __future__ import annotations

from tests.factories import make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.organizations.models import Organization


def officer(over: Organization, role: Role = Role.ORGANIZATION_OFFICER) -> Acting:
    """Somebody in that role over that part of the tree."""
    return Acting(make_user(role, over), role)
