"""The second person's pages: what waits, what exactly, yes, no, taking back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_user
from tests.gates.drafting import as_officer, draft
from zugong.accounts.enums import Administration, Role
from zugong.approvals.actions.approve import approve
from zugong.approvals.actions.propose_local_value import propose_local_value
from zugong.approvals.models import Approval
from zugong.audit.models import Entry
from zugong.duties.registry import duties_of
from zugong.gates.models import LocalValue


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


@pytest.fixture
def _today() -> Any:
    with time_machine.travel("2026-11-23T12:00:00+08:00", tick=False):
        yield


@pytest.fixture
def approval(desk: SimpleNamespace) -> Approval:
    return propose_local_value(draft(), reason="市里要求公示七个工作日", by=as_officer(desk.officer))


def at(approval: Approval, name: str = "one") -> str:
    return reverse(f"approvals:{name}", args=[approval.pk])


def test_the_page_shows_what_was_and_what_is_asked(
    desk: SimpleNamespace, approval: Approval, as_user: Callable[[Any], Client]
) -> None:
    page = as_user(desk.second).get(at(approval)).content.decode()
    for words in (
        "5 个工作日",
        "<b>7 个工作日</b>",
        "《党政领导干部选拔任用工作条例》（2019年3月3日起）第42条",
        "《示例区委组织部关于规范任前公示的通知》（示例组发〔2023〕20号）第3条",
        "自 2024-01-01 起的日子会改判",
        "市里要求公示七个工作日",
        approval.digest,
    ):
        assert words in page


def test_a_yes_takes_effect(desk: SimpleNamespace, approval: Approval, as_user: Callable[[Any], Client]) -> None:
    client = as_user(desk.second)
    response = client.post(at(approval, "approve"), {"seen": approval.digest, "reason": "已核对原件"})
    assert (response.status_code, response["Location"]) == (302, at(approval))
    assert LocalValue.objects.get().approved_by == desk.second
    page = client.get(at(approval)).content.decode()
    assert "已同意，即时生效" in page
    assert "已核对原件" in page
    assert "<td>5 个工作日</td>" in page  # as it was when it was proposed
    assert "同意，生效" not in page


def test_a_no_needs_a_reason(desk: SimpleNamespace, approval: Approval, as_user: Callable[[Any], Client]) -> None:
    client = as_user(desk.head)
    refused = client.post(at(approval, "reject"), {"reason": ""})
    assert refused.status_code == 422
    assert 'href="#no_reason"' in refused.content.decode()
    assert client.post(at(approval, "reject"), {"reason": "文号写错"}).status_code == 302
    assert Approval.objects.get().decided_reason == "文号写错"


def test_the_proposer_may_take_it_back_and_nothing_else(
    desk: SimpleNamespace, approval: Approval, as_user: Callable[[Any], Client]
) -> None:
    client = as_user(desk.officer)
    page = client.get(at(approval)).content.decode()
    assert ("同意，生效" in page, "审签之前您可以撤回" in page) == (False, True)
    for name, words in (("approve", "有权审签的人同意"), ("reject", "有权审签的人退回")):
        refused = client.post(at(approval, name), {"seen": approval.digest, "reason": "不同意"})
        assert (refused.status_code, words in refused.content.decode()) == (422, True)
    assert Approval.objects.get().waiting
    assert client.post(at(approval, "withdraw"), {"reason": "文号写错"}).status_code == 302
    assert Approval.objects.get().decision == "withdrawn"


def test_the_late_one_is_told_who_decided(
    desk: SimpleNamespace, approval: Approval, as_user: Callable[[Any], Client]
) -> None:
    approve(approval, seen=approval.digest, by=as_officer(desk.second))
    response = as_user(desk.head).post(at(approval, "approve"), {"seen": approval.digest})
    assert response.status_code == 422
    assert f"这一件已由{desk.second}于 2026-11-23 12:00 同意" in response.content.decode()
    assert LocalValue.objects.count() == 1


def test_what_rests_on_old_things_is_told(
    desk: SimpleNamespace, approval: Approval, as_user: Callable[[Any], Client]
) -> None:
    other = propose_local_value(draft(value="9"), reason="市里要求", by=as_officer(desk.second))
    approve(other, seen=other.digest, by=as_officer(desk.officer))
    response = as_user(desk.head).post(at(approval, "approve"), {"seen": approval.digest})
    assert response.status_code == 422
    assert "情况已经变了" in response.content.decode()


@pytest.mark.parametrize("role", [Role.TRAINING_OFFICER, Role.BRANCH_SECRETARY, Role.CADRE_OFFICER])
def test_others_find_nothing(
    desk: SimpleNamespace, approval: Approval, as_user: Callable[[Any], Client], role: Role
) -> None:
    client = as_user(make_user(role, desk.root))
    assert client.get(at(approval)).status_code == 404
    for name in ("approve", "reject", "withdraw"):
        assert client.post(at(approval, name), {"seen": approval.digest, "reason": "x"}).status_code == 404
    assert approval.title not in client.get(reverse("approvals:list")).content.decode()
    assert Approval.objects.get().waiting


@pytest.mark.parametrize("administration", list(Administration))
def test_administrators_are_turned_away(
    desk: SimpleNamespace, approval: Approval, as_user: Callable[[Any], Client], administration: Administration
) -> None:
    client = as_user(make_user(administration))
    assert client.get(at(approval)).status_code == 403
    assert client.get(reverse("approvals:list")).status_code == 403


def test_a_get_decides_nothing(desk: SimpleNamespace, approval: Approval, as_user: Callable[[Any], Client]) -> None:
    client = as_user(desk.second)
    before = Entry.objects.count()
    for name in ("approve", "reject", "withdraw"):
        assert client.get(at(approval, name)).status_code == 405
    client.get(at(approval))
    client.get(reverse("approvals:list"))
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("user", "shown", "found"),
    [
        ("second", "waiting", True),
        ("officer", "waiting", False),
        ("officer", "mine", True),
        ("second", "mine", False),
        ("second", "decided", False),
        ("second", "nonsense", True),
    ],
)
def test_the_lists(
    desk: SimpleNamespace,
    approval: Approval,
    as_user: Callable[[Any], Client],
    user: str,
    shown: str,
    found: bool,
) -> None:
    page = as_user(getattr(desk, user)).get(reverse("approvals:list"), {"show": shown}).content.decode()
    assert (f'href="{at(approval)}"' in page) is found


def test_waiting_approvals_are_duties_of_those_who_may_decide(desk: SimpleNamespace, approval: Approval) -> None:
    (duty,) = [duty for duty in duties_of(desk.second, date(2026, 11, 23)) if duty.channel == "法"]
    assert (duty.verb, duty.about, duty.url) == ("审签", approval.title, at(approval))
    assert [duty for duty in duties_of(desk.officer, date(2026, 11, 23)) if duty.verb == "审签"] == []


def test_the_list_does_not_ask_more_for_more_rows(
    desk: SimpleNamespace, approval: Approval, as_user: Callable[[Any], Client]
) -> None:
    client = as_user(desk.second)
    few, one = asked(client)
    for days in range(8, 18):
        propose_local_value(draft(value=str(days)), reason="市里要求", by=as_officer(desk.officer))
    more, eleven = asked(client)
    assert (one, eleven) == (1, 11)
    assert more <= few


def asked(client: Client) -> tuple[int, int]:
    """Queries asked for the list, and rows in it."""
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("approvals:list")).content.decode()
    return len(queries), page.count('<th scope="row">')
