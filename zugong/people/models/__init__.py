"""The register of people: who they are, where they belong, what they did and learned, what was decided about them."""

from __future__ import annotations

from zugong.people.models.career import CareerEntry, Diploma, ExperienceMark, RankHolding, Reward, Tenure
from zugong.people.models.forms import FormSource
from zugong.people.models.household import FamilyMember
from zugong.people.models.lists import ListEntry, ListShare, NamedList, SavedFilter
from zugong.people.models.membership import Member, Transfer, TransferKind, TransferStatus
from zugong.people.models.person import Person, PersonQuerySet, covers_everything
from zugong.people.models.standing import (
    AnnualAssessment,
    DossierReview,
    PersonalMattersReport,
    Sanction,
    TrainingRecord,
)


__all__ = [
    "AnnualAssessment",
    "CareerEntry",
    "Diploma",
    "DossierReview",
    "ExperienceMark",
    "FamilyMember",
    "FormSource",
    "ListEntry",
    "ListShare",
    "Member",
    "NamedList",
    "Person",
    "PersonQuerySet",
    "PersonalMattersReport",
    "RankHolding",
    "Reward",
    "Sanction",
    "SavedFilter",
    "Tenure",
    "TrainingRecord",
    "Transfer",
    "TransferKind",
    "TransferStatus",
    "covers_everything",
]
