"""The largest values that the desk accepts do not lead the judge out of its calendar."""

from __future__ import annotations

from datetime import date

import pytest

from tests.gates.drafting import draft
from tests.regulations.running import findings, shipped_law
from zugong.gates.checking import LARGEST
from zugong.gates.local_law import laid_over
from zugong.regulations.law.model import Law


CASE = {
    "case_id": "c1",
    "person_id": "p1",
    "target_level": "county_deputy",
    "assembly_recommendation_on": date(2024, 6, 3),
    "vetting_on": date(2025, 1, 6),
    "decided_on": date(2025, 3, 3),
    "notice_on": date(2025, 3, 3),
    "notice_until": date(2025, 3, 10),
    "letter_on": date(2025, 3, 11),
    "probation_required": True,
    "probation_until": date(2026, 3, 10),
}
TABLES = {
    "appointment_cases": [CASE],
    "people": [{"person_id": "p1", "name": "示例人", "work_started_on": date(2005, 7, 1)}],
    "sanctions": [{"person_id": "p1", "kind": "party_warning", "decided_on": date(2024, 6, 1)}],
    "organizations": [
        {
            "organization_id": "b1",
            "name": "示例支部",
            "kind": "branch",
            "setting": "unit",
            "term_since": date(2024, 1, 1),
        }
    ],
    "tenures": [{"person_id": "p1", "post": "县处级副职", "level": "county_deputy", "since": date(2010, 1, 1)}],
    "training_records": [],
}
RULES = [
    "appointment.bars.sanction",
    "appointment.notice.length",
    "appointment.probation.length",
    "appointment.qualification.work_years",
    "appointment.recommendation.valid",
    "organization.term_renewal",
    "training.county_level_five_years",
]


@pytest.fixture(scope="module")
def largest() -> Law:
    law = shipped_law()
    drafts = [
        draft(parameter=key, value=str(LARGEST[parameter.unit]), since=date(2000, 1, 1), note="试最大的数")
        for key, parameter in law.parameters.items()
        if parameter.unit in LARGEST
    ]
    return laid_over(law, list(enumerate(drafts, start=1)))


def test_every_numeric_unit_has_a_limit() -> None:
    units = {parameter.unit for parameter in shipped_law().parameters.values()}
    assert units - LARGEST.keys() == {"share", "flag", "duty", "code"}


@pytest.mark.parametrize("rule", RULES)
def test_the_judge_bears_them(rule: str, largest: Law) -> None:
    found = findings(TABLES, as_of=date(2026, 6, 30), since=date(2025, 1, 1), rules=[rule], law=largest)
    assert [finding["rule"] for finding in found] == [rule]
