"""What the findings on appointments say where the examples of the rule book leave a case out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.regulations.running import Tables, findings


AS_OF = date(2025, 6, 30)
DECIDED_ON = date(2025, 3, 10)


def said(rule: str, tables: Tables, **case: Any) -> tuple[str, str, str]:
    """Outcome, actual and reason of the one case decided on DECIDED_ON."""
    cases = [{"case_id": "c1", "person_id": "p1", "decided_on": DECIDED_ON} | case]
    present = {**tables, "appointment_cases": cases}
    (row,) = findings(present, as_of=AS_OF, since=date(2025, 1, 1), rules=[f"appointment.{rule}"])
    return row["outcome"], row["actual"], row["reason"]


@pytest.mark.parametrize(
    ("rule", "actual"), [("qualification.work_years", "参加工作 未填"), ("qualification.education", "未填")]
)
def test_a_person_without_a_row_is_named_as_such(rule: str, actual: str) -> None:
    people = [{"person_id": "p2", "name": "乙", "work_started_on": date(2001, 7, 1), "education": "bachelor"}]
    found = said(rule, {"people": people}, target_level="county_deputy")
    assert found == ("unknown", actual, "《人员》表中没有此人")


def test_work_that_starts_after_the_reference_day_has_no_months_behind_it() -> None:
    people = [{"person_id": "p1", "name": "甲", "work_started_on": date(2025, 5, 6)}]
    found = said("qualification.work_years", {"people": people}, target_level="county_deputy")
    assert found == ("fail", "参加工作 2025-05-06，满 0 个月", "")


def sanction(number: int, kind: str, decided_on: date, **more: Any) -> dict[str, Any]:
    return {"sanction_id": f"s{number}", "person_id": "p1", "kind": kind, "decided_on": decided_on} | more


def test_of_several_open_sanctions_the_latest_decided_is_named_with_all_that_is_missing() -> None:
    sanctions = [
        sanction(1, "removal", date(2024, 2, 1)),
        sanction(2, "party_probation", date(2022, 6, 1)),
        sanction(3, "admin_warning", date(2024, 8, 1)),
    ]
    assert said("bars.sanction", {"sanctions": sanctions}) == (
        "unknown",
        "2 项处分影响期是否届满未知：问责免职（2024-02-01 决定）等",
        "1 项留党察看未填察看月数；未填拟任层次；数据中没有《任职经历》表",
    )


def test_a_level_not_held_on_the_day_before_a_removal_is_the_reason_where_tenures_are_there() -> None:
    tenures = [{"person_id": "p1", "post": "副县长", "level": "county_deputy", "since": date(2024, 2, 1)}]
    tables = {"sanctions": [sanction(1, "removal", date(2024, 2, 1))], "tenures": tenures}
    found = said("bars.sanction", tables, target_level="county_principal")
    assert found[2] == "处理决定前一天没有填写层次的任职经历"


def test_a_party_probation_is_open_whatever_the_tenures() -> None:
    found = said("bars.sanction", {"sanctions": [sanction(1, "party_probation", date(2022, 6, 1))]})
    assert found[2] == "1 项留党察看未填察看月数"


def test_two_dates_of_one_step_are_not_comparable_and_of_two_steps_are() -> None:
    forms = {"assembly_recommendation_on": date(2025, 2, 10), "interview_recommendation_on": date(2025, 2, 11)}
    alone = said("order", {}, decided_on=None, **forms)
    assert (alone, said("order", {}, **forms)) == (
        ("pass", "没有可比较的日期", ""),
        ("pass", "已填日期先后无误", ""),
    )


def test_the_latest_of_several_barring_grades_is_named() -> None:
    grades = [(2016, "incompetent"), (2017, "basically_competent"), (2018, "excellent")]
    rows = [{"person_id": "p1", "year": year, "grade": grade} for year, grade in grades]
    found = said("bars.annual_assessment", {"annual_assessments": rows}, decided_on=date(2019, 3, 2))
    assert found == ("fail", "2017 年度基本称职", "")
