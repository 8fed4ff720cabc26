"""Who handles requests, and which things are adverse or about relatives, by the beginning of their record key."""

from __future__ import annotations

from zugong.accounts.enums import Role


HANDLERS = frozenset({Role.CADRE_OFFICER, Role.DISCIPLINE_OFFICER, Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD})
"""Who takes up and decides."""

ADVERSE_KEYS = ("people.sanction:", "rule:assessment.sanction_effect", "rule:assessment.unfit_removal_effect")
"""What only those who see sanctions may know of."""

FAMILY_KEY = "people.familymember:"
