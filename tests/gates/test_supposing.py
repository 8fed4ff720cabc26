"""If somebody were to be promoted today: each outcome from rows of that person alone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import add, make_organization, make_person
from zugong.gates.supposing import next_level, suppose_promotion
from zugong.people.models import AnnualAssessment, Sanction, Tenure


pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


@pytest.fixture
def cadre():
    unit = make_organization("示例镇", kind="unit")
    person = make_person("示例安", home=unit, education="bachelor", work_started_on=date(2009, 8, 1))
    for post, level, since, until, grassroots in (
        ("副镇长", "section_deputy", date(2015, 1, 1), date(2022, 6, 15), True),
        ("镇长", "section_principal", date(2022, 6, 15), None, True),
    ):
        add(
            Tenure(
                person=person,
                post=post,
                level=level,
                organization=unit,
                since=since,
                until=until,
                grassroots=grassroots,
            )
        )
    add(AnnualAssessment(person=person, year=2025, grade="competent"))
    return person


def said(person, from_level="section_principal", to="county_deputy"):
    return {found.rule: found for found in suppose_promotion(person, from_level, to, DAY)}


def test_a_running_sanction_stands_in_the_way_and_says_its_article(cadre):
    add(Sanction(person=cadre, code="S1", kind="party_warning", decided_on=date(2026, 3, 18)))
    found = said(cadre)["appointment.bars.sanction"]
    assert found.outcome == "fail"
    assert "党内警告（2026-03-18 决定" in found.actual
    assert found.article


def test_who_is_qualified_passes(cadre):
    found = said(cadre)
    assert {found[f"appointment.{rule}"].outcome.value for rule in ("bars.sanction", "bars.annual_assessment")} == {
        "pass"
    }
    assert found["appointment.qualification.work_years"].outcome == "pass"
    assert found["appointment.qualification.lower_principal_years"].outcome == "pass"


def test_what_is_missing_is_unknown_and_failures_come_first(cadre):
    person = make_person("示例北", home=cadre.home)
    add(Sanction(person=person, code="S2", kind="party_warning", decided_on=date(2026, 3, 18)))
    found = suppose_promotion(person, "section_principal", "county_deputy", DAY)
    assert [row.outcome.value for row in found][:2] == ["fail", "unknown"]
    reasons = {row.rule: row.reason for row in found}
    assert "参加工作时间" in reasons["appointment.qualification.work_years"]


def test_rows_of_others_do_not_count(cadre):
    other = make_person("示例北", home=cadre.home)
    add(Sanction(person=other, code="S2", kind="party_warning", decided_on=date(2026, 3, 18)))
    assert said(cadre)["appointment.bars.sanction"].outcome == "pass"


def test_it_asks_few_queries(cadre, django_assert_max_num_queries):
    said(cadre)
    with django_assert_max_num_queries(6):
        said(cadre)


@pytest.mark.parametrize(
    ("level", "above"),
    [("section_principal", "county_deputy"), ("bureau_principal", None), ("", None), ("clerk", "section_deputy")],
)
def test_the_level_above(level, above):
    assert next_level(level) == above
