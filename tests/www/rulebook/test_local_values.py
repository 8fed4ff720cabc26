"""Proposing a local value and its end on screen; the pack for where there is no desk."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories import make_user
from tests.gates.drafting import WORKDAYS, as_officer, draft
from zugong.accounts.enums import Administration, Role
from zugong.approvals.actions.approve import approve
from zugong.approvals.actions.propose_local_value import propose_local_value
from zugong.approvals.models import Approval
from zugong.audit.models import Entry
from zugong.gates.actions.end_local_value import end_local_value
from zugong.gates.law import live_law
from zugong.gates.models import LocalValue
from zugong.regulations.loading import load_law


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

SENT = {
    "value": "7",
    "since": "2024-01-01",
    "until": "",
    "document_title": "示例区委组织部关于规范任前公示的通知",
    "document_number": "示例组发〔2023〕20号",
    "issued_on": "2023-12-20",
    "clause": "3",
    "verified_on": "2023-12-25",
    "note": "",
    "reason": "市里要求公示七个工作日",
}


@pytest.fixture
def _today() -> Any:
    with time_machine.travel("2026-11-23T12:00:00+08:00", tick=False):
        yield


def address(key: str = WORKDAYS) -> str:
    return reverse("rulebook:propose", args=[key])


def test_an_officer_proposes_and_lands_on_the_proposal(
    desk: SimpleNamespace, as_user: Callable[[Any], Client]
) -> None:
    client = as_user(desk.officer)
    assert "任前公示最少工作日" in client.get(address()).content.decode()
    response = client.post(address(), SENT)
    approval = Approval.objects.get()
    assert (response.status_code, response["Location"]) == (302, reverse("approvals:one", args=[approval.pk]))
    assert approval.proposed == draft().as_content()
    assert not LocalValue.objects.exists()


def test_an_empty_form_is_told_field_by_field(desk: SimpleNamespace, as_user: Callable[[Any], Client]) -> None:
    response = as_user(desk.officer).post(address(), {})
    assert (response.status_code, "有 6 处要改" in response.content.decode()) == (422, True)


def test_sent_twice_it_is_one_proposal(desk: SimpleNamespace, as_user: Callable[[Any], Client]) -> None:
    client = as_user(desk.officer)
    assert client.post(address(), SENT)["Location"] == client.post(address(), SENT)["Location"]
    assert Approval.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"value": "4"}, "比国家规定宽"),
        ({"value": ""}, "这个字段是必填项"),
        ({"since": "2024-02-30"}, "输入一个有效的日期"),
        ({"until": "2023-01-01"}, "应晚于起"),
        ({"reason": ""}, "这个字段是必填项"),
        ({"clause": "x" * 61}, "60"),
    ],
)
def test_faults_come_back_with_what_was_written(
    desk: SimpleNamespace, as_user: Callable[[Any], Client], sent: dict[str, str], words: str
) -> None:
    response = as_user(desk.officer).post(address(), SENT | sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "有 1 处要改，其余已保留" in page
    assert "示例区委组织部关于规范任前公示的通知" in page
    assert not Approval.objects.exists()


@pytest.mark.parametrize("key", ["assessment.sanction_effect.admonition", "appointment.notice.length.count_start_day"])
def test_codes_and_flags_are_chosen_not_typed(
    desk: SimpleNamespace, as_user: Callable[[Any], Client], key: str
) -> None:
    page = as_user(desk.officer).get(address(key)).content.decode()
    assert '<select name="value"' in page


def test_every_parameter_has_a_form(desk: SimpleNamespace, as_user: Callable[[Any], Client]) -> None:
    client = as_user(desk.officer)
    for key in live_law().parameters:
        assert client.get(address(key)).status_code == 200
    assert client.get(address("no.such")).status_code == 404


def test_an_officer_over_a_part_is_told_and_cannot(desk: SimpleNamespace, as_user: Callable[[Any], Client]) -> None:
    client = as_user(make_user(Role.ORGANIZATION_OFFICER, desk.below))
    assert "您不能提出本地值" in client.get(address()).content.decode()
    assert client.post(address(), SENT).status_code == 422
    assert not Approval.objects.exists()


@pytest.mark.parametrize("role", [Role.DEPARTMENT_HEAD, Role.CADRE_OFFICER, *Administration])
def test_others_do_not_get_the_form(desk: SimpleNamespace, as_user: Callable[[Any], Client], role: Any) -> None:
    client = as_user(make_user(role, desk.root))
    assert client.get(address()).status_code == 403
    assert client.post(address(), SENT).status_code == 403


def test_an_end_is_proposed_on_the_page_of_the_value(
    desk: SimpleNamespace, adopted: LocalValue, as_user: Callable[[Any], Client]
) -> None:
    client = as_user(desk.second)
    wrong = client.post(reverse("rulebook:end", args=[adopted.pk]), {"until": "2023-01-01", "reason": "文件废止"})
    assert wrong.status_code == 422
    assert "早于起" in wrong.content.decode()
    client.post(reverse("rulebook:end", args=[adopted.pk]), {"until": "2025-01-01", "reason": "文件废止"})
    approval = Approval.objects.get(decision="")
    assert approval.title == "任前公示最少工作日：本地值自 2025-01-01 起终止"
    adopted.refresh_from_db()
    assert adopted.until is None


@pytest.mark.parametrize(
    ("values", "state"),
    [({}, "适用"), ({"since": date(2027, 1, 1)}, "未到起始日"), ({"until": date(2025, 1, 1)}, "已终止")],
)
def test_the_list_tells_the_state_of_each_value(
    desk: SimpleNamespace, reader: Client, values: dict[str, Any], state: str
) -> None:
    approval = propose_local_value(draft(**values), reason="市里要求", by=as_officer(desk.officer))
    approve(approval, seen=approval.digest, by=as_officer(desk.second))
    page = reader.get(reverse("rulebook:local_values")).content.decode()
    assert f'<td class="zg-nowrap">{state}</td>' in page


def test_a_covered_and_a_revoked_value_say_so(desk: SimpleNamespace, adopted: LocalValue, reader: Client) -> None:
    later = propose_local_value(draft(value="10"), reason="市里要求", by=as_officer(desk.officer))
    approve(later, seen=later.digest, by=as_officer(desk.second))
    page = reader.get(reverse("rulebook:local_value", args=[adopted.pk])).content.decode()
    assert "已被后来的值替代" in page
    end_local_value(adopted.pk, adopted.since, proposed_by=desk.officer, by=as_officer(desk.second))
    assert "已撤销" in reader.get(reverse("rulebook:local_value", args=[adopted.pk])).content.decode()


def test_the_exported_pack_is_the_same_law(
    desk: SimpleNamespace, adopted: LocalValue, reader: Client, tmp_path: Path
) -> None:
    for values in (
        {"value": "10", "since": date(2025, 1, 1), "until": date(2026, 1, 1)},
        {"parameter": "training.leave_share.share", "value": "1/8", "clause": "第二部分"},
        {"parameter": "training.online_yearly.hours", "value": "40.5", "verified_on": None},
        {"parameter": "appointment.notice.length.count_start_day", "value": "false"},
        {
            "parameter": "training.member_yearly.hours",
            "value": "40",
            "since": date(2023, 1, 1),
            "note": "通知第六条规定自1月1日起施行",
        },
    ):
        approval = propose_local_value(draft(**values), reason="市里要求", by=as_officer(desk.officer))
        approve(approval, seen=approval.digest, by=as_officer(desk.second))
    content = reader.get(reverse("rulebook:pack")).content
    zipfile.ZipFile(BytesIO(content)).extractall(tmp_path)
    assert spans(load_law([tmp_path])) == spans(live_law())
    assert load_law([tmp_path]).cite_label("branch-work-regulations-2018#11")


def spans(law: Any) -> dict[str, list[tuple[Any, ...]]]:
    return {
        key: [
            (one.since, one.until, one.value, law.cite_label(one.cites), one.confidence, one.verified_on, one.note)
            for one in parameter.versions()
        ]
        for key, parameter in law.parameters.items()
    }


def test_a_refused_proposal_leaves_no_entry(desk: SimpleNamespace, as_user: Callable[[Any], Client]) -> None:
    client = as_user(desk.officer)
    before = Entry.objects.count()
    client.post(address(), SENT | {"value": "4"})
    assert Entry.objects.count() == before
