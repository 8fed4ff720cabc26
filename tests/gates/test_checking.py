"""A draft's faults are told field by field; the nation's minimum is not weakened."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from tests.gates.drafting import draft
from zugong.core.errors import Invalid
from zugong.gates.checking import check_draft
from zugong.gates.law import packed_law
from zugong.gates.strictness import LESS_IS_STRICTER, MORE_IS_STRICTER, direction


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today() -> Any:
    with time_machine.travel("2026-11-23T12:00:00+08:00", tick=False):
        yield


def faults(**values: Any) -> dict[str, str]:
    try:
        check_draft(draft(**values))
    except Invalid as error:
        return dict(error.fields) or {"": error.message}
    return {}


def test_a_stricter_value_with_a_document_has_no_faults() -> None:
    assert faults() == {}


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"parameter": "appointment.notice.length.weeks"}, "parameter", "没有这个参数"),
        ({"value": "七"}, "value", "应为不带单位的整数"),
        ({"value": "7.5"}, "value", "应为不带单位的整数"),
        ({"value": "367"}, "value", "最大 366"),
        ({"value": "4"}, "value", "比国家规定宽：《党政领导干部选拔任用工作条例》"),
        ({"until": date(2024, 1, 1)}, "until", "应晚于起"),
        ({"since": date(204, 1, 1)}, "since", "太早"),
        ({"since": date(2023, 12, 19)}, "note", "早于文件印发日期"),
        ({"issued_on": date(2026, 11, 24), "since": date(2027, 1, 1)}, "issued_on", "还没有到"),
        ({"verified_on": date(2026, 11, 24)}, "verified_on", "核对原文日期"),
        ({"verified_on": date(2023, 12, 19)}, "verified_on", "核对原文日期"),
        ({"document_title": ""}, "document_title", "没有文件依据的值不能生效"),
        ({"clause": ""}, "clause", "请写条款"),
        ({"parameter": "assessment.weights_sum.total", "value": "1"}, "value", "系统自身的算法约定"),
        ({"parameter": "training.leave_share.share", "value": "3/2"}, "value", "份额不能大于 1"),
        ({"parameter": "training.leave_share.share", "value": "1/6"}, "value", "比国家规定宽"),
        ({"parameter": "appointment.qualification.education.minimum", "value": "below"}, "note", "宽"),
        ({"parameter": "assessment.sanction_effect.party_probation", "value": "not_graded"}, "note", "宽"),
        ({"parameter": "appointment.qualification.deputy_years.months", "value": "18"}, "note", "宽"),
    ],
)
def test_a_fault_is_told_at_its_field(values: dict[str, Any], field: str, words: str) -> None:
    found = faults(**values)
    assert list(found) == [field]
    assert words in found[field]


@pytest.mark.parametrize(
    "values",
    [
        {"value": "5"},
        {"value": "366"},
        {"since": date(2023, 12, 19), "note": "通知第六条规定自12月19日起施行"},
        {"verified_on": None},
        {"parameter": "training.leave_share.share", "value": "1/8"},
        {"parameter": "appointment.qualification.education.minimum", "value": "postgraduate"},
        {"parameter": "appointment.qualification.deputy_years.months", "value": "18", "note": "原文与系统所载不同"},
        {"parameter": "branch_life.must_learn_quarterly.minimum", "value": "0"},
        {"parameter": "appointment.notice.length.count_start_day", "value": "true"},
        {"parameter": "training.online_yearly.hours", "value": "1.5"},
    ],
)
def test_what_may_stand(values: dict[str, Any]) -> None:
    assert faults(**values) == {}


def test_all_faults_are_told_at_once() -> None:
    assert set(faults(value="x", clause="", document_title="")) == {"value", "clause", "document_title"}


def test_a_weaker_value_between_two_stricter_days_is_weaker() -> None:
    """Five working days since 2014; three from 2010 to 2012 weaken nothing the packs know."""
    known = packed_law().parameters["appointment.notice.length.workdays"].versions()[0].since
    assert known == date(2014, 1, 14)
    old = {"value": "3", "issued_on": date(2010, 1, 1), "since": date(2010, 1, 1), "verified_on": None}
    assert faults(**old, until=date(2014, 1, 14)) == {}
    assert set(faults(**old, until=date(2014, 1, 15))) == {"value"}


def test_every_shipped_parameter_has_a_direction_or_cannot_have_one() -> None:
    law = packed_law()
    open_ended = {
        key
        for key, parameter in law.parameters.items()
        if parameter.unit not in {"duty", "flag"} and direction(key) is None
    }
    assert open_ended == {
        "assessment.weights_sum.total",
        "objections.erasure.retained_years",  # longer protects evidence, shorter the person
        "register.personal_matters_yearly.lowest_level",
        "reminder.member_probation.months",  # neither longer nor shorter is allowed
        "reminder.retirement.men_years",
        "reminder.retirement.most_months",
        "reminder.retirement.raise_year",
        "reminder.retirement.step_months",
        "reminder.retirement.women_county_years",
        "reminder.retirement.women_years",
    }


def test_no_parameter_is_stricter_both_ways() -> None:
    from fnmatch import fnmatchcase

    both = [
        key
        for key in packed_law().parameters
        if any(fnmatchcase(key, more) for more in MORE_IS_STRICTER)
        and any(fnmatchcase(key, less) for less in LESS_IS_STRICTER)
    ]
    assert both == []


@pytest.mark.parametrize("pattern", [*MORE_IS_STRICTER, *LESS_IS_STRICTER])
def test_every_pattern_is_about_something(pattern: str) -> None:
    from fnmatch import fnmatchcase

    assert any(fnmatchcase(key, pattern) for key in packed_law().parameters)
