"""How this room's models present the contract tables: contract column -> field path."""

from __future__ import annotations

from zugong.appointments.models import AppointmentCase


TABLES = {
    "appointment_cases": (
        AppointmentCase,
        {
            "case_id": "code",
            "person_id": "person__code",
            "target_post": "target_post",
            "target_organization_id": "target_organization__code",
            "target_level": "target_level",
            "from_level": "from_level",
            "exceptional": "exceptional",
            "exceptional_consent_on": "exceptional_consent_on",
            "small_unit": "small_unit",
            "motion_on": "motion_on",
            "assembly_recommendation_on": "assembly_recommendation_on",
            "interview_recommendation_on": "interview_recommendation_on",
            "vetting_on": "vetting_on",
            "vetting_notice_on": "vetting_notice_on",
            "vetting_team_size": "vetting_team_size",
            "dossier_reviewed_on": "dossier_reviewed_on",
            "personal_matters_checked_on": "personal_matters_checked_on",
            "integrity_opinion_on": "integrity_opinion_on",
            "petitions_cleared_on": "petitions_cleared_on",
            "signed_by_secretary": "signed_by_secretary",
            "signed_by_discipline": "signed_by_discipline",
            "decided_on": "decided_on",
            "decision_expected": "decision_expected",
            "decision_present": "decision_present",
            "decision_for": "decision_for",
            "notice_on": "notice_on",
            "notice_until": "notice_until",
            "letter_on": "letter_on",
            "effective_on": "effective_on",
            "talk_on": "talk_on",
            "probation_required": "probation_required",
            "probation_until": "probation_until",
            "probation_concluded_on": "probation_concluded_on",
            "closed_on": "closed_on",
        },
    ),
}
