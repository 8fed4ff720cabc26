"""The rules on the register, asked before anything is written."""

from __future__ import annotations

from datetime import date

import pytest

from tests.exchange.making import DISTRICT, load, write
from zugong.exchange.findings import find
from zugong.exchange.planning import make_plan
from zugong.exchange.reach import Reach


pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


def test_a_fault_is_told_of_the_person_it_would_be_true_of(tmp_path):
    load(tmp_path / "first", **DISTRICT)
    heads = ("编号", "参加工作时间")
    plan = make_plan(write(tmp_path / "next", 人员=[heads, ("p1", "1979-01-01")]), Reach(None))
    found = find(plan, DAY)
    assert found["count"] == len(found["shown"]) > 0
    assert {one["person"] for one in found["shown"]} == {"单一例"}
    assert any("工作" in one["title"] for one in found["shown"])


def test_people_that_stay_as_they_are_are_not_judged(tmp_path):
    load(tmp_path / "first", **DISTRICT)
    plan = make_plan(write(tmp_path / "next", 人员=[("编号", "姓名"), ("p1", "单一例")]), Reach(None))
    assert find(plan, DAY) == {"count": 0, "shown": [], "too_many": False}


def test_a_batch_of_very_many_is_left_to_the_next_judgement(tmp_path, monkeypatch):
    monkeypatch.setattr("zugong.exchange.findings.MOST_PEOPLE", 1)
    plan = make_plan(write(tmp_path / "next", **DISTRICT), Reach(None))
    assert find(plan, DAY)["too_many"]
