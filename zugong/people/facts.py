"""The row-like facts of a person as a table: which fields of which model are kept by whom, and what must hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from zugong.people import fact_checks
from zugong.people.models import (
    AnnualAssessment,
    Diploma,
    DossierReview,
    FamilyMember,
    Member,
    PersonalMattersReport,
    RankHolding,
    Reward,
    Sanction,
    Tenure,
)
from zugong.people.policy import GRADERS, KEEPERS, MEMBERSHIP_KEEPERS, SANCTIONERS


@dataclass(frozen=True, slots=True)
class Fact:
    """One kind: `fields` are those people fill in, `check` raises Invalid for a row that cannot be.

    `inside` names a field whose organization must lie within reach of the account.
    """

    kind: str
    label: str
    model: type[Any]
    fields: tuple[str, ...]
    keepers: Collection[str]
    check: Callable[[Any], None] = fact_checks.nothing_more
    inside: str = ""


FACTS: Mapping[str, Fact] = {
    fact.kind: fact
    for fact in (
        Fact(
            "tenure",
            "任职",
            Tenure,
            ("post", "organization", "level", "since", "until", "grassroots", "publicity_line"),
            KEEPERS,
            fact_checks.spell,
        ),
        Fact("rank", "职级", RankHolding, ("rank", "since", "until"), KEEPERS, fact_checks.one_at_a_time),
        Fact("diploma", "学历学位", Diploma, ("mode", "kind", "name", "school", "graduated_on"), KEEPERS),
        Fact("reward", "奖励", Reward, ("name", "awarded_by", "awarded_on"), KEEPERS, fact_checks.over("awarded_on")),
        Fact(
            "family_member",
            "家庭成员",
            FamilyMember,
            ("relation", "name", "born_on", "political_status", "unit_and_post", "organization", "post", "position"),
            KEEPERS,
            fact_checks.over("born_on"),
        ),
        Fact("assessment", "年度考核", AnnualAssessment, ("year", "grade"), GRADERS, fact_checks.year_is_over),
        Fact(
            "sanction",
            "处分与组织处理",
            Sanction,
            ("kind", "decided_on", "party_probation_months", "influence_until"),
            SANCTIONERS,
            fact_checks.sanction,
        ),
        Fact(
            "dossier_review",
            "档案审核",
            DossierReview,
            ("item", "outcome", "settled_value", "reviewed_on", "document"),
            KEEPERS,
            fact_checks.dossier_review,
        ),
        Fact(
            "matters_report",
            "个人有关事项报告",
            PersonalMattersReport,
            ("year", "reported_on", "check_kind", "checked_on", "outcome"),
            KEEPERS,
            fact_checks.matters_report,
        ),
        Fact(
            "membership",
            "组织关系",
            Member,
            ("organization", "status", "branch_post", "since", "until"),
            MEMBERSHIP_KEEPERS,
            fact_checks.membership,
            inside="organization",
        ),
    )
}


def fact_of(row: Any) -> Fact:
    """The kind of a row."""
    return next(fact for fact in FACTS.values() if fact.model is type(row))
