"""A newer law of the nation may overtake a local value; those responsible are told, nothing is switched off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zugong.duties.registry import Duty, duties_of
from zugong.gates.law import live_law
from zugong.gates.models import LocalValue


pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
SOURCE = """
slug: appointment-regulations-2026
title: 示例的新版条例
short: 示例条例（2026）
kind: regulations
issued_on: 2026-01-01
since: 2026-01-01
confidence: A
verified_on: 2026-01-05
"""
VALUES = """
values:
  - {since: 2026-01-01, value: 10, cites: appointment-regulations-2026#42, confidence: A, verified_on: 2026-01-05}
"""


@pytest.fixture
def newer_pack(adopted: LocalValue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new version of the regulations that asks for ten working days."""
    value = tmp_path / "parameters/appointment/notice/length/workdays.yaml"
    for path, text in ((tmp_path / "sources/appointment-regulations-2026.yaml", SOURCE), (value, VALUES)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.setenv("ZUGONG_PACKS", str(tmp_path))


def told(user: Any) -> list[Duty]:
    return [duty for duty in duties_of(user, DAY) if duty.title.startswith("本地值已比国家规定宽")]


def test_a_stricter_local_value_is_nobodys_duty(desk: SimpleNamespace, adopted: LocalValue) -> None:
    assert told(desk.officer) == []


@pytest.mark.usefixtures("newer_pack")
def test_an_outgrown_value_is_told_to_those_who_may_propose_its_end(
    desk: SimpleNamespace, adopted: LocalValue, as_user: Callable[[Any], Client]
) -> None:
    (duty,) = told(desk.officer)
    assert duty.note == "《示例的新版条例》（2026年1月1日起）第42条为 10 个工作日"
    assert duty.url == reverse("rulebook:local_value", args=[adopted.pk])
    assert told(desk.head) == []
    page = as_user(desk.head).get(duty.url).content.decode()
    assert "已比国家规定宽：《示例的新版条例》" in page


@pytest.mark.usefixtures("newer_pack")
def test_it_holds_until_somebody_ends_it(desk: SimpleNamespace, adopted: LocalValue) -> None:
    parameter = live_law().parameters[adopted.parameter]
    value = parameter.on(DAY)
    assert value is not None
    assert value.value == 7
