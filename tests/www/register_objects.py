"""Rows about a person for the access matrix, by model: how to make one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from zugong.organizations.models import Organization
from zugong.people.models import (
    AnnualAssessment,
    Diploma,
    DossierReview,
    ExperienceMark,
    FamilyMember,
    Member,
    Person,
    PersonalMattersReport,
    RankHolding,
    Reward,
    Sanction,
    Tenure,
    Transfer,
)


DAY = date(2020, 1, 1)

ROWS: Mapping[str, Callable[[Person, Organization], Any]] = {
    "people.AnnualAssessment": lambda person, place: AnnualAssessment(person=person, year=2020, grade="competent"),
    "people.Diploma": lambda person, place: Diploma(person=person, mode="full_time", kind="degree", name="文学学士"),
    "people.DossierReview": lambda person, place: DossierReview(person=person, item="born_on", outcome="consistent"),
    "people.ExperienceMark": lambda person, place: ExperienceMark(
        person=person, kind="grassroots", line="示例街道", term="街道"
    ),
    "people.FamilyMember": lambda person, place: FamilyMember(person=person, relation="父亲", name="示例父"),
    "people.Member": lambda person, place: Member(person=person, organization=place, status="full", since=DAY),
    "people.PersonalMattersReport": lambda person, place: PersonalMattersReport(person=person, year=2020),
    "people.RankHolding": lambda person, place: RankHolding(person=person, rank="clerk_first", since=DAY),
    "people.Reward": lambda person, place: Reward(person=person, name="三等功", awarded_on=DAY),
    "people.Sanction": lambda person, place: Sanction(
        person=person, code=f"{person.code}-1", kind="party_warning", decided_on=DAY
    ),
    "people.Tenure": lambda person, place: Tenure(person=person, post="科员", organization=place, since=DAY),
    "people.Transfer": lambda person, place: Transfer(
        kind="membership", person=person, origin=place, destination=place, sent_on=DAY
    ),
}
"""Model -> a row about a person who is managed at that place."""
