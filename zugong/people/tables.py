"""How this room's models present the contract tables: contract column -> field path."""

from __future__ import annotations

from zugong.people.models import (
    AnnualAssessment,
    CareerEntry,
    Diploma,
    DossierReview,
    FamilyMember,
    Member,
    Person,
    PersonalMattersReport,
    RankHolding,
    Reward,
    Sanction,
    Tenure,
    TrainingRecord,
)


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
            "id_number": "id_number",
            "native_place": "native_place",
            "birthplace": "birthplace",
            "health": "health",
            "technical_title": "technical_title",
            "specialty": "specialty",
            "parties": "parties",
            "current_post": "current_post",
            "rewards_and_sanctions": "rewards_and_sanctions",
            "organization_id": "home__code",
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
            "born_on": "born_on",
            "political_status": "political_status",
            "unit_and_post": "unit_and_post",
            "position": "position",
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
            "team_position": "team_position",
            "post_position": "post_position",
        },
    ),
    "career_entries": (
        CareerEntry,
        {
            "person_id": "person__code",
            "position": "position",
            "within": "within",
            "since": "since",
            "until": "until",
            "text": "text",
        },
    ),
    "ranks": (
        RankHolding,
        {"person_id": "person__code", "rank": "rank", "since": "since", "until": "until"},
    ),
    "diplomas": (
        Diploma,
        {
            "person_id": "person__code",
            "mode": "mode",
            "kind": "kind",
            "name": "name",
            "school": "school",
            "graduated_on": "graduated_on",
        },
    ),
    "rewards": (
        Reward,
        {"person_id": "person__code", "name": "name", "awarded_by": "awarded_by", "awarded_on": "awarded_on"},
    ),
    "dossier_reviews": (
        DossierReview,
        {
            "person_id": "person__code",
            "item": "item",
            "outcome": "outcome",
            "settled_value": "settled_value",
            "reviewed_on": "reviewed_on",
            "document": "document",
        },
    ),
    "personal_matters_reports": (
        PersonalMattersReport,
        {
            "person_id": "person__code",
            "year": "year",
            "reported_on": "reported_on",
            "check": "check_kind",
            "checked_on": "checked_on",
            "outcome": "outcome",
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
