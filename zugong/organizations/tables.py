"""How this room's models present the contract tables: contract column -> field path."""

from __future__ import annotations

from zugong.organizations.models import Organization, PostQuota, Workday


TABLES = {
    "organizations": (
        Organization,
        {
            "organization_id": "code",
            "name": "name",
            "parent_id": "parent__code",
            "kind": "kind",
            "setting": "setting",
            "publicity_line": "publicity_line",
            "founded_on": "founded_on",
            "dissolved_on": "dissolved_on",
            "has_committee": "has_committee",
            "committee_size": "committee_size",
            "holds_life_meeting": "holds_life_meeting",
            "term_since": "term_since",
            "term_extended_until": "term_extended_until",
        },
    ),
    "post_quotas": (
        PostQuota,
        {
            "organization_id": "organization__code",
            "level": "level",
            "quota": "quota",
            "since": "since",
            "until": "until",
            "document": "document",
        },
    ),
    "workdays": (Workday, {"date": "date", "is_workday": "is_workday"}),
}
