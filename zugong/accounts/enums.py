"""The roles people work in, and the three administrations that nobody may combine."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person is responsible for, granted over a part of the organization tree."""

    CADRE_OFFICER = "cadre_officer", "干部科"
    TRAINING_OFFICER = "training_officer", "干教科"
    ORGANIZATION_OFFICER = "organization_officer", "组织科"
    ASSESSMENT_OFFICER = "assessment_officer", "考核办"
    DISCIPLINE_OFFICER = "discipline_officer", "纪检监察"
    DEPARTMENT_HEAD = "department_head", "部领导"
    UNIT_SECRETARY = "unit_secretary", "单位书记"
    BRANCH_SECRETARY = "branch_secretary", "支部书记"
    PERSON = "person", "本人"
    SCRUTINEER = "scrutineer", "监票人"


class Administration(TextChoices):
    """Runs the system without seeing cadre data; an account holds at most one, and then no role."""

    SYSTEM = "system_administrator", "系统管理员"
    SECURITY = "security_administrator", "安全管理员"
    AUDIT = "audit_administrator", "审计管理员"


SECTIONS = frozenset(
    {
        Role.CADRE_OFFICER,
        Role.TRAINING_OFFICER,
        Role.ORGANIZATION_OFFICER,
        Role.ASSESSMENT_OFFICER,
        Role.DEPARTMENT_HEAD,
    }
)
"""Who works in the organization department itself."""

OFFICERS = SECTIONS | {Role.DISCIPLINE_OFFICER, Role.UNIT_SECRETARY, Role.BRANCH_SECRETARY}
"""Who works with the data of others."""
