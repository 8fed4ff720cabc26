"""The five channels, for every role that may open them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.compliance.conftest import Tree
from tests.factories import add
from zugong.accounts.enums import OFFICERS, Role
from zugong.appointments.models import AppointmentCase
from zugong.training.models import TrainingClass
from zugong.www.channels.topics import CHANNELS


ClientAs = Callable[..., Client]


def shown(client: Client, topic: str) -> str:
    response = client.get(f"/channels/{topic}/")
    assert response.status_code == 200
    content = response.content.decode()
    assert "模板变量不存在" not in content
    return content


@pytest.mark.parametrize("topic", CHANNELS)
def test_every_officer_may_open_every_channel(judged: Tree, client_as: ClientAs, topic: str) -> None:
    for role in OFFICERS:
        page = shown(client_as(Role(role), judged.root), topic)
        assert f"<h1>{CHANNELS[topic].title}</h1>" in page
        assert CHANNELS[topic].honest in page


def test_unknown_channel_is_not_found(judged: Tree, client_as: ClientAs) -> None:
    assert client_as(Role.DEPARTMENT_HEAD, judged.root).get("/channels/nonsense/").status_code == 404


def test_rules_stand_with_their_four_counts(judged: Tree, client_as: ClientAs) -> None:
    page = shown(client_as(Role.ORGANIZATION_OFFICER, judged.root), "branch_life")
    assert 'href="/compliance/?rule=branch_life.committee_monthly"' in page
    assert 'href="/compliance/findings/?rule=branch_life.committee_monthly&amp;outcome=fail">1</a>' in page
    assert "示例西街道" in page  # the unit above the failing branch
    assert "示例东街道" not in page


def test_cases_count_by_stage_for_those_who_may_know(judged: Tree, client_as: ClientAs) -> None:
    add(AppointmentCase(code="c1", person=judged.person, motion_on=date(2026, 1, 5), vetting_on=date(2026, 2, 1)))
    add(AppointmentCase(code="c2", person=judged.person, motion_on=date(2026, 1, 5), closed_on=date(2026, 2, 1)))
    probation = {"letter_on": date(2025, 4, 1), "probation_required": True, "probation_until": date(2026, 4, 1)}
    add(AppointmentCase(code="c3", person=judged.person, target_post="示例岗位", **probation))
    page = shown(client_as(Role.CADRE_OFFICER, judged.root), "appointment")
    assert "<dt>在办</dt><dd><b>2</b> 件</dd>" in page
    assert "<dt>考察</dt><dd><b>1</b> 件</dd>" in page
    assert "试用期满考核" in page
    assert "还有 12 天" in page
    for other in (Role.TRAINING_OFFICER, Role.ORGANIZATION_OFFICER, Role.UNIT_SECRETARY):
        page = shown(client_as(other, judged.root), "appointment")
        assert "在办" not in page
        assert "示例岗位" not in page


def test_running_sanctions_are_told_to_three_roles(judged: Tree, client_as: ClientAs) -> None:
    """党内警告 of 2025-05-01 has influence for twelve months: until 2026-04-30."""
    page = shown(client_as(Role.DISCIPLINE_OFFICER, judged.root), "accountability")
    assert "<dt>影响期内</dt><dd><b>1</b> 人</dd>" in page
    assert "党内警告影响期届满" in page
    assert "还有 41 天" in page
    for role in OFFICERS - {Role.CADRE_OFFICER, Role.DISCIPLINE_OFFICER, Role.DEPARTMENT_HEAD}:
        page = shown(client_as(Role(role), judged.root), "accountability")
        assert "影响期内</dt>" not in page
        assert "示例甲" not in page


def test_classes_of_this_year(judged: Tree, client_as: ClientAs) -> None:
    for code, since in (("k1", date(2026, 2, 1)), ("k2", date(2026, 4, 1)), ("k3", date(2025, 4, 1))):
        add(TrainingClass(code=code, name=f"示例班{code}", kind="main", since=since, until=since))
    page = shown(client_as(Role.TRAINING_OFFICER, judged.root), "training")
    assert "<dt>今年班次</dt><dd><b>2</b> 个</dd>" in page
    assert "示例班k2" in page
    assert "今年班次" not in shown(client_as(Role.UNIT_SECRETARY, judged.east), "training")
