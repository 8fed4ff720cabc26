"""The sample accounts, as a table: who works in which role. All names are invented."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from zugong.accounts.enums import Role


PASSWORD = "sample-district-1"
"""The password of every sample account."""
SAMPLE_MARK = "（示例）"
"""Behind every name of an account."""


class Place(Enum):
    """Over which part of the sample district a role is granted."""

    WHOLE = "whole"
    UNIT = "unit"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """One account and its role. The name is for data in which nobody fits; else it is that of the person who does."""

    username: str
    name: str
    role: Role
    place: Place = Place.WHOLE


ACCOUNTS = (
    SampleAccount("head", "沈望舟（示例）", Role.DEPARTMENT_HEAD),
    SampleAccount("cadre", "李知禾（示例）", Role.CADRE_OFFICER),
    SampleAccount("training", "周映溪（示例）", Role.TRAINING_OFFICER),
    SampleAccount("organization", "何清远（示例）", Role.ORGANIZATION_OFFICER),
    SampleAccount("assessment", "许星原（示例）", Role.ASSESSMENT_OFFICER),
    SampleAccount("discipline", "方松柏（示例）", Role.DISCIPLINE_OFFICER),
    SampleAccount("unit", "韩晴川（示例）", Role.UNIT_SECRETARY, Place.UNIT),
    SampleAccount("branch", "曹若岚（示例）", Role.BRANCH_SECRETARY, Place.BRANCH),
    SampleAccount("person", "田书叶（示例）", Role.PERSON, Place.BRANCH),
    SampleAccount("scrutineer", "陆景然（示例）", Role.SCRUTINEER),
)
"""One account for each role; the three administrators come with the first day of the desk."""
