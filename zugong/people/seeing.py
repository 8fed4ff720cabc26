"""Which roles see how much of a person. A branch secretary sees name, branch post and status of the own members."""

from __future__ import annotations

from zugong.accounts.enums import OFFICERS, SECTIONS, Role


REGISTER_ROLES = frozenset(SECTIONS | {Role.DISCIPLINE_OFFICER, Role.UNIT_SECRETARY})
"""Who sees the register: facts, posts, assessments, training."""

MEMBER_ROLES = OFFICERS
"""Who sees members of branches; a branch secretary nothing more of them."""

FAMILY_ROLES = frozenset({Role.CADRE_OFFICER})
"""Who sees relatives."""

ADVERSE_ROLES = frozenset({Role.CADRE_OFFICER, Role.DISCIPLINE_OFFICER, Role.DEPARTMENT_HEAD})
"""Who sees sanctions and organizational measures."""
