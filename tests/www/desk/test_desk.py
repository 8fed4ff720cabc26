"""The desk: what each role finds on it, in which order, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_organization, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import Installation, User
from zugong.audit.recording import record_event, recording
from zugong.compliance.models import Change, Finding, Run, RunKind
from zugong.duties import registry
from zugong.duties.registry import Duty
from zugong.organizations.models import Organization


TODAY = date(2026, 11, 23)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def frozen() -> Iterable[None]:
    with time_machine.travel(datetime(2026, 11, 23, 1, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def owe(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let everybody have these to-dos and no others."""

    def say(*duties: Duty) -> None:
        monkeypatch.setattr(registry, "_providers", {"tests": lambda user, day: duties})

    return say


def duty(title: str, days: int | None, channel: str = "会", **more: Any) -> Duty:
    due_on = None if days is None else TODAY + timedelta(days=days)
    return Duty(channel, title, "/organizations/", "登记", due_on=due_on, **more)


def desk(user: User, query: str = "") -> str:
    client = Client()
    client.force_login(user)
    return client.get(f"/{query}").content.decode()


def officer(over: Organization | None = None) -> User:
    return make_user(Role.ORGANIZATION_OFFICER, over or make_organization())


def test_todos_stand_by_deadline_with_their_lamps(owe: Callable[..., None]) -> None:
    owe(duty("丁", None), duty("丙", 18), duty("甲", -3, note="第 4 项"), duty("乙", 0, "选"))
    page = desk(officer())
    places = [page.index(f">{title}</a>") for title in "甲乙丙丁"]
    assert places == sorted(places)
    for lamp in ("超期 3 天", "今天到期", "还有 18 天", "无期限"):
        assert lamp in page
    assert "1 件已超期，1 件快到期" in page
    assert "2026 年 11 月 23 日" in page
    assert "星期一" in page


@pytest.mark.parametrize(
    ("query", "shown"), [("?lamp=over", "甲"), ("?lamp=soon", "乙"), ("?channel=选", "乙"), ("?lamp=x", "甲乙丙")]
)
def test_filters(owe: Callable[..., None], query: str, shown: str) -> None:
    owe(duty("甲", -3), duty("乙", 3, "选"), duty("丙", 4))
    page = desk(officer(), query)
    assert [title for title in "甲乙丙" if f">{title}</a>" in page] == list(shown)


def test_a_filter_that_leaves_nothing_says_so(owe: Callable[..., None]) -> None:
    owe(duty("甲", -3))
    assert "这样筛选没有待办" in desk(officer(), "?lamp=later")


def test_the_export_is_what_is_shown(owe: Callable[..., None]) -> None:
    owe(duty("甲", -3), duty("=1+1", 2, "选", about="=甲"))
    client = Client()
    client.force_login(officer())
    answer = client.get("/desk/export/?channel=选")
    [head, row] = openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert head == ("期限", "还有几天", "渠道", "事项", "说明", "对象")
    assert row == ("2026-11-25", 2, "选", "=1+1", None, "=甲")


def test_the_menu_counts_todos(owe: Callable[..., None]) -> None:
    owe(duty("甲", -3), duty("乙", 1), duty("丙", 1, "训"))
    page = desk(officer())
    assert page.count('<b><span class="zg-sr">待办</span>3</b>') == 1
    assert '组织生活<b><span class="zg-sr">待办</span>2</b>' in page
    assert '教育培训<b><span class="zg-sr">待办</span>1</b>' in page


def test_nobody_waits_for_what_is_done_already(owe: Callable[..., None]) -> None:
    user = officer()
    owe(duty("甲", 1))
    assert "待办</span>1" in desk(user)
    owe()
    make_organization()  # any act
    assert "待办</span>1" not in desk(user)


def found(organization: Organization, rule: str, outcome: str) -> None:
    run, _ = Run.objects.get_or_create(
        kind=RunKind.CURRENT, defaults={"as_of": TODAY, "since": TODAY, "at": datetime.now(UTC), "seconds": 1}
    )
    Finding.objects.create(
        run=run,
        rule=rule,
        subject_kind="organization",
        subject_id=organization.code,
        subject_name=organization.name,
        organization=organization,
        outcome=outcome,
        force="must",
    )


def test_the_strip_counts_what_is_in_scope_only() -> None:
    root = make_organization()
    mine, other = make_organization(parent=root), make_organization(parent=root)
    branch = make_organization(parent=mine, kind="branch")
    make_organization(parent=other, kind="branch")
    found(branch, "branch_life.assembly_quarterly", "fail")
    found(branch, "organization.term_renewal", "unknown")
    found(other, "branch_life.assembly_quarterly", "fail")
    page = desk(officer(mine))
    assert "<b>1</b> 个支部" in page
    assert "1 项不合规" in page
    assert "合规 0　待核 1" in page


@pytest.mark.parametrize(
    ("role", "own"),
    [
        (Role.BRANCH_SECRETARY, "会"),
        (Role.UNIT_SECRETARY, "训会"),
        (Role.ORGANIZATION_OFFICER, "训会评"),
        (Role.DISCIPLINE_OFFICER, "选会责"),
        (Role.DEPARTMENT_HEAD, "选训会评责"),
        (Role.PERSON, ""),
    ],
)
def test_only_the_own_channels_stand_in_menu_and_strip(role: Role, own: str) -> None:
    page = desk(make_user(role, make_organization()))
    menu = re.findall(r'href="/channels/\w+/"[^>]*><span class="zg-mono"[^>]*>(.)</span>', page)
    assert "".join(menu) == "".join(re.findall(r'zg-loop__ch" aria-hidden="true">(.)<', page)) == own


def test_the_head_names_role_and_name_once() -> None:
    root = make_organization()
    assert "组织科 · 何清远</a>" in desk(make_user(Role.ORGANIZATION_OFFICER, root, name="何清远"))
    assert 'title="审计管理员">审计管理员</a>' in desk(make_user(Administration.AUDIT, name="审计管理员"))


@pytest.mark.parametrize("role", [*Role, *Administration])
def test_every_role_has_a_desk_with_a_way_on(role: Role | Administration, owe: Callable[..., None]) -> None:
    owe()
    page = desk(make_user(role, make_organization()))
    assert "眼下没有要办的事" in page
    assert "〔模板变量不存在" not in page
    is_officer = role not in {Role.PERSON, Role.SCRUTINEER, *Administration}
    assert ("闭环一览" in page) is is_officer
    assert ("运行一览" in page) is isinstance(role, Administration)
    assert page.count('class="btn"') > 2


def test_an_account_without_a_role_is_told_whom_to_ask() -> None:
    page = desk(make_user())
    assert "您的账号还没有岗位" in page
    assert "安全管理员" in page


def rename(organization: Organization, by: User, name: str) -> None:
    organization.name = name
    with recording(
        Acting(by, Role.ORGANIZATION_OFFICER).actor, "organizations.organization.edited", organization
    ) as change:
        change.save(organization)


def test_the_feed_tells_what_others_did_to_what_one_may_see() -> None:
    root = make_organization()
    mine, other = make_organization("春晓社区", parent=root), make_organization("河西街道", parent=root)
    me, colleague = officer(mine), officer(root)
    rename(mine, colleague, "春晓新区")
    rename(other, colleague, "河西新区")
    page = desk(me)
    assert "春晓新区" in page
    assert colleague.username in page
    assert "河西" not in page


def test_the_feed_begins_where_one_was_here_last() -> None:
    mine = make_organization()
    me, colleague = officer(mine), officer(mine)
    rename(mine, colleague, "早先的名称")
    with time_machine.travel(datetime(2026, 11, 23, 2, 0, tzinfo=UTC), tick=False):
        for _ in range(2):
            record_event(Acting(me).actor, "accounts.session.opened", me)
        page = desk(me)
        assert "2026-11-23 10:00" in page
        assert "没有变化" in page


def test_the_feed_tells_which_outcomes_turned() -> None:
    mine = make_organization("春晓社区")
    for organization, was in ((mine, "fail"), (make_organization("河西街道"), "unknown")):
        Change.objects.create(
            rule="branch_life.assembly_quarterly",
            subject_kind="organization",
            subject_id=organization.code,
            subject_name=organization.name,
            organization=organization,
            was=was,
            became="pass",
            at=datetime.now(UTC),
        )
    page = desk(officer(mine))
    assert "不合规 → 合规" in page
    assert "待核 → 合规" not in page


def queries(user: User) -> int:
    client = Client()
    client.force_login(user)
    client.get("/")
    with CaptureQueriesContext(connection) as context:
        assert client.get("/").status_code == 200
    return len(context)


def test_the_desk_costs_the_same_with_many_rows() -> None:
    root = make_organization()
    user, colleague = officer(root), officer(root)
    rename(root, colleague, "甲")
    found(make_organization(parent=root, kind="branch"), "branch_life.assembly_quarterly", "fail")
    few = queries(user)
    for number in range(30):
        branch = make_organization(parent=root, kind="branch")
        found(branch, "branch_life.assembly_quarterly", "fail")
        rename(branch, colleague, f"支部{number}")
    assert queries(user) == few
    assert queries(user) <= 20


def test_a_closed_tab_is_gone_and_one_stays_where_one_is() -> None:
    client = Client()
    client.force_login(officer())
    client.get("/")
    client.get("/me/")
    form = {"path": "/me/", "here": "/"}
    assert client.get("/me/").content.decode().count('name="path"') == 1
    assert client.post("/desk/close/", form)["Location"] == "/"
    assert 'name="path"' not in client.get("/").content.decode()
    assert client.post("/desk/close/", {"path": "/", "here": "//elsewhere.example/"})["Location"] == "/"


def test_sample_accounts_are_marked(owe: Callable[..., None]) -> None:
    user = officer()
    assert "示例数据" not in desk(user)
    Installation.objects.create(name="示例区委组织部", is_sample=True)
    assert "示例数据" in desk(user)
