"""How this room's models present the contract tables: contract column -> field path."""

from __future__ import annotations

from zugong.meetings.models import Meeting


TABLES = {
    "meetings": (
        Meeting,
        {
            "meeting_id": "code",
            "organization_id": "organization__code",
            "kind": "kind",
            "held_on": "held_on",
            "expected": "expected",
            "present": "present",
            "votes_for": "votes_for",
            "must_learn": "must_learn",
            "lecturer_post": "lecturer_post",
            "deferral_consent_on": "deferral_consent_on",
        },
    ),
}
