"""How this room's models present the contract tables: contract column -> field path."""

from __future__ import annotations

from zugong.people.models import AnnualAssessment, FamilyMember, Member, Person, Sanction, Tenure, TrainingRecord


TABLES = {
    "people": (
        Person,
        {
            "person_id": "code",
            "name": "name",
            "sex": "sex",
            "ethnicity": "ethnicity",
            "born_on": "born_on",
            "work_started_on": "work_started_on",
            "party_joined_on": "party_joined_on",
            "education": "education",
        },
    ),
    "members": (
        Member,
        {
            "person_id": "person__code",
            "organization_id": "organization__code",
            "status": "status",
            "since": "since",
            "until": "until",
            "branch_post": "branch_post",
        },
    ),
    "family_members": (
        FamilyMember,
        {
            "person_id": "person__code",
            "relation": "relation",
            "name": "name",
            "relative_person_id": "relative__code",
            "organization_id": "organization__code",
            "post": "post",
        },
    ),
    "tenures": (
        Tenure,
        {
            "person_id": "person__code",
            "post": "post",
            "level": "level",
            "organization_id": "organization__code",
            "since": "since",
            "until": "until",
            "grassroots": "grassroots",
            "publicity_line": "publicity_line",
        },
    ),
    "sanctions": (
        Sanction,
        {
            "sanction_id": "code",
            "person_id": "person__code",
            "kind": "kind",
            "decided_on": "decided_on",
            "party_probation_months": "party_probation_months",
            "influence_until": "influence_until",
        },
    ),
    "annual_assessments": (
        AnnualAssessment,
        {
            "person_id": "person__code",
            "year": "year",
            "grade": "grade",
        },
    ),
    "training_records": (
        TrainingRecord,
        {
            "person_id": "person__code",
            "class_id": "class_id",
            "ended_on": "ended_on",
            "hours": "hours",
            "days": "days",
            "mode": "mode",
            "leave_hours": "leave_hours",
            "recognized": "recognized",
        },
    ),
}
