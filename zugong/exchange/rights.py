"""Who may load which tables, and who may take them out: default deny, as two tables."""

from __future__ import annotations

from collections.abc import Mapping

from zugong.accounts.enums import OFFICERS, Role
from zugong.regulations.tables.schema import TABLES


_CADRES = frozenset({Role.CADRE_OFFICER, Role.DEPARTMENT_HEAD})
_SECTIONS = _CADRES | {Role.TRAINING_OFFICER, Role.ORGANIZATION_OFFICER, Role.ASSESSMENT_OFFICER}

LOADS: Mapping[str, frozenset[str]] = {
    Role.ORGANIZATION_OFFICER: frozenset(TABLES),
    Role.CADRE_OFFICER: frozenset(
        {
            "people",
            "family_members",
            "tenures",
            "post_quotas",
            "sanctions",
            "annual_assessments",
            "training_records",
            "appointment_cases",
            "career_entries",
            "ranks",
            "diplomas",
            "rewards",
            "dossier_reviews",
            "personal_matters_reports",
        }
    ),
    Role.TRAINING_OFFICER: frozenset({"training_classes", "training_courses", "training_records"}),
    Role.ASSESSMENT_OFFICER: frozenset({"annual_assessments", "indicators", "indicator_scores"}),
    Role.DISCIPLINE_OFFICER: frozenset({"sanctions"}),
    Role.UNIT_SECRETARY: frozenset({"meetings"}),
    Role.BRANCH_SECRETARY: frozenset({"meetings"}),
}
"""Tables each role may load, over the part of the tree it is granted."""

TAKES: Mapping[str, frozenset[str]] = {
    "organizations": OFFICERS,
    "members": frozenset({Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD, Role.UNIT_SECRETARY}),
    "meetings": frozenset(
        {Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD, Role.UNIT_SECRETARY, Role.BRANCH_SECRETARY}
    ),
    "people": _SECTIONS | {Role.DISCIPLINE_OFFICER, Role.UNIT_SECRETARY},
    "family_members": frozenset({Role.CADRE_OFFICER}),
    "tenures": _SECTIONS | {Role.DISCIPLINE_OFFICER, Role.UNIT_SECRETARY},
    "career_entries": _SECTIONS | {Role.DISCIPLINE_OFFICER, Role.UNIT_SECRETARY},
    "ranks": _SECTIONS | {Role.DISCIPLINE_OFFICER, Role.UNIT_SECRETARY},
    "diplomas": _SECTIONS | {Role.DISCIPLINE_OFFICER, Role.UNIT_SECRETARY},
    "rewards": _SECTIONS | {Role.DISCIPLINE_OFFICER, Role.UNIT_SECRETARY},
    "dossier_reviews": frozenset({Role.CADRE_OFFICER}),
    "personal_matters_reports": _CADRES,
    "post_quotas": _CADRES | {Role.ORGANIZATION_OFFICER},
    "sanctions": _CADRES | {Role.DISCIPLINE_OFFICER},
    "annual_assessments": _CADRES | {Role.ASSESSMENT_OFFICER},
    "training_classes": _SECTIONS,
    "training_courses": _SECTIONS,
    "training_records": _CADRES | {Role.TRAINING_OFFICER},
    "appointment_cases": _CADRES,
    "indicators": frozenset({Role.ASSESSMENT_OFFICER, Role.DEPARTMENT_HEAD}),
    "indicator_scores": frozenset({Role.ASSESSMENT_OFFICER, Role.DEPARTMENT_HEAD}),
    "workdays": OFFICERS,
}
"""Roles that may take a table out, as far as they see its rows."""

LOADERS = frozenset(LOADS)
"""Roles that may load anything at all."""


def loaders_of(table: str) -> frozenset[str]:
    """Roles that may load a table."""
    return frozenset(role for role, tables in LOADS.items() if table in tables)
