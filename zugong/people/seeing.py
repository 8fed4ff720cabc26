"""Which roles see how much of a person. A branch secretary sees name, branch post and status of the own members."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from zugong.accounts.enums import OFFICERS, SECTIONS, Role
from zugong.organizations.scope import top_paths
from zugong.people.models import covers_everything


REGISTER_ROLES = frozenset(SECTIONS | {Role.DISCIPLINE_OFFICER, Role.UNIT_SECRETARY})
"""Who sees the register: facts, posts, assessments, training."""

MEMBER_ROLES = OFFICERS
"""Who sees members of branches; a branch secretary nothing more of them."""

FAMILY_ROLES = frozenset({Role.CADRE_OFFICER})
"""Who sees relatives."""

ADVERSE_ROLES = frozenset({Role.CADRE_OFFICER, Role.DISCIPLINE_OFFICER, Role.DEPARTMENT_HEAD})
"""Who sees sanctions and organizational measures."""


def sees(user: Any, roles: Collection[str], paths: Collection[str]) -> bool:
    """Whether an account sees in these roles somebody whose home and present branches have these paths.

    The same as asking `visible_to` for the person, without asking the database again.
    """
    tops = top_paths(user, roles)
    return covers_everything(user, tops) or any(path.startswith(top) for path in paths for top in tops)
