"""The administrators' pages: lists, one account, what each of them may do there."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import PASSWORD, add, make_organization, make_person, make_user
from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import SecondFactor, User
from zugong.audit.models import Entry, Verification
from zugong.organizations.models import RoleGrant
from zugong.organizations.scope import roles_of


pytestmark = pytest.mark.django_db
LIST = "/administration/accounts/"


@pytest.fixture
def system(client: Client) -> Client:
    client.force_login(make_user(Administration.SYSTEM, username="system"))
    return client


@pytest.fixture
def security() -> Client:
    browser = Client()
    browser.force_login(make_user(Administration.SECURITY, username="security"))
    return browser


def of(user: User, act: str = "") -> str:
    return f"{LIST}{user.pk}/{act}"


def listed(client: Client, query: str = "") -> list[str]:
    body = client.get(f"{LIST}?{query}").content.decode()
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', body)


def test_the_list_can_be_asked(system: Client) -> None:
    organization = make_organization("示例区委")
    make_user(Role.CADRE_OFFICER, organization, username="cadre", name="赵甲")
    make_user(username="closed", is_active=False)
    make_user(username="fresh", password_must_change=True)
    make_user(username="locked")
    for _ in range(5):
        Client().post("/signin/", {"username": "locked", "password": "wrong-password"})
    assert set(listed(system)) == {"cadre", "closed", "fresh", "locked", "system"}
    for query, names in {
        "q=赵": ["cadre"],
        "q=CLO": ["closed"],
        "role=cadre_officer": ["cadre"],
        "role=system_administrator": ["system"],
        "state=closed": ["closed"],
        "state=fresh": ["fresh"],
        "state=locked": ["locked"],
        "state=idle": ["fresh", "locked"],
        "state=nonsense": ["cadre", "closed", "fresh", "locked", "system"],
    }.items():
        assert listed(system, query) == names, query
    assert listed(system, "sort=-username")[0] == "system"
    assert "暂时锁定" in system.get(LIST).content.decode()


def test_the_list_asks_no_more_for_more_rows(system: Client) -> None:
    organization = make_organization()
    make_user(Role.CADRE_OFFICER, organization)
    few = _queries(system, f"{LIST}?size=100")
    for _ in range(30):
        make_user(Role.CADRE_OFFICER, organization)
    assert _queries(system, f"{LIST}?size=100") == few <= 20


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_opening_an_account_shows_the_password_once(system: Client) -> None:
    response = system.post(f"{LIST}new/", {"username": "liwj", "name": "李文静"})
    first = re.search(r'<p class="zg-track">([^<]+)</p>', response.content.decode())
    assert first is not None
    assert "no-store" in response["Cache-Control"]
    user = User.objects.get(username="liwj")
    assert user.check_password(first[1])
    assert first[1] not in system.get(of(user)).content.decode()
    again = system.post(f"{LIST}new/", {"username": "liwj", "name": "李文静"})
    assert again.status_code == 422
    assert again.content.decode().count("已有账号 liwj") == 2
    assert 'value="李文静"' in again.content.decode(), "what was typed stays"


def test_closing_and_reopening(system: Client) -> None:
    user, browser = make_user(), Client()
    browser.force_login(user)
    assert system.post(of(user, "close/"), {"reason": ""}).status_code == 422
    assert system.post(of(user, "close/"), {"reason": "调离"}).status_code == 302
    assert browser.get("/me/").status_code == 302
    assert Client().post("/signin/", {"username": user.username, "password": PASSWORD}).status_code == 422
    entry = Entry.objects.get(verb="accounts.account.closed")
    assert (entry.actor, '"reason":"调离"' in entry.body, '"role":"system_administrator"' in entry.body) == (
        "system",
        True,
        True,
    )
    assert system.post(of(user, "reopen/"), {"reason": "调回"}).status_code == 302
    assert User.objects.get(pk=user.pk).is_active


def test_renaming(system: Client) -> None:
    user = make_user(name="李文净")
    assert system.post(of(user, "rename/"), {"name": "李文静", "seen": "0"}).status_code == 302
    late = system.post(of(user, "rename/"), {"name": "李文进", "seen": "0"})
    assert late.status_code == 422
    assert "已被别人改过" in late.content.decode()
    assert User.objects.get(pk=user.pk).name == "李文静"


def test_resetting_a_password_asks_first(security: Client) -> None:
    user = make_user()
    asked = security.post(of(user, "password/"))
    assert "正在进行的登录都会结束" in asked.content.decode()
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    done = security.post(of(user, "password/"), {"confirmed": "1"})
    first = re.search(r'<p class="zg-track">([^<]+)</p>', done.content.decode())
    assert first is not None
    assert User.objects.get(pk=user.pk).check_password(first[1])


def test_resetting_a_second_factor_and_unlocking(security: Client) -> None:
    user = make_user(username="locked")
    add(SecondFactor(user=user, sealed_secret=b"x"))
    for _ in range(5):
        Client().post("/signin/", {"username": "locked", "password": "wrong-password"})
    assert "解锁" in security.get(of(user)).content.decode()
    assert security.post(of(user, "unlock/")).status_code == 302
    assert Client().post("/signin/", {"username": "locked", "password": PASSWORD}).status_code == 302
    assert "重置动态码" in security.post(of(user, "second-factor/")).content.decode()
    assert security.post(of(user, "second-factor/"), {"confirmed": "1"}).status_code == 302
    assert not SecondFactor.objects.exists()


def test_granting_over_the_tree_and_taking_back(security: Client) -> None:
    root = make_organization("示例区委")
    below = make_organization("示例街道", root)
    user = make_user()
    shown = security.get(of(user, "grants/new/")).content.decode()
    assert "示例区委" in shown
    assert "示例街道" not in shown, "one level at a time"
    assert "还没有选" in shown
    assert "示例街道" in security.get(of(user, f"grants/new/?under={root.pk}")).content.decode()
    assert "示例街道" in security.get(of(user, "grants/new/?q=街道")).content.decode()
    values = {"role": "cadre_officer", "since": "2026-01-01", "until": ""}
    missing = security.post(of(user, "grants/new/"), values)
    assert missing.status_code == 422
    assert "选定管到哪个组织" in missing.content.decode()
    assert security.post(of(user, "grants/new/"), values | {"under": below.pk, "role": ""}).status_code == 422
    assert security.post(of(user, "grants/new/"), values | {"under": below.pk}).status_code == 302
    assert roles_of(User.objects.get(pk=user.pk)) == {"cadre_officer"}
    twice = security.post(of(user, "grants/new/"), values | {"under": below.pk})
    assert "时间重叠" in twice.content.decode()
    grant = RoleGrant.objects.get()
    assert security.post(of(user, f"grants/{grant.pk}/revoke/"), {"reason": ""}).status_code == 422
    assert security.post(of(user, f"grants/{grant.pk}/revoke/"), {"reason": "调整分工"}).status_code == 302
    assert roles_of(User.objects.get(pk=user.pk)) == frozenset()


def test_rights_follow_the_grant_within_a_session(security: Client) -> None:
    user, browser, root = make_user(), Client(), make_organization()
    browser.force_login(user)
    assert browser.get("/compliance/").status_code == 403
    values = {"role": "organization_officer", "since": "2026-01-01", "under": root.pk}
    security.post(of(user, "grants/new/"), values)
    assert browser.get("/compliance/").status_code == 200
    security.post(of(user, f"grants/{RoleGrant.objects.get().pk}/revoke/"), {"reason": "授错"})
    assert browser.get("/compliance/").status_code == 403


def test_the_grant_of_another_account_is_not_found_under_this_one(security: Client) -> None:
    grant = RoleGrant(user=make_user(), role="person", organization=make_organization(), since=date(2020, 1, 1))
    add(grant)
    assert security.post(of(make_user(), f"grants/{grant.pk}/revoke/"), {"reason": "x"}).status_code == 404
    assert RoleGrant.objects.get().until is None


@pytest.mark.parametrize("target", ["self", "administrator"])
def test_no_roles_for_administrators(security: Client, target: str) -> None:
    own = User.objects.get(username="security")
    user = own if target == "self" else make_user(Administration.AUDIT)
    values = {"role": "cadre_officer", "since": "2026-01-01", "under": make_organization().pk}
    assert security.post(of(user, "grants/new/"), values).status_code == 403
    assert not RoleGrant.objects.exists()
    assert "授予岗位</a>" not in security.get(of(user)).content.decode()


@pytest.mark.parametrize("act", ["password/", "second-factor/", "unlock/"])
def test_no_administrator_helps_himself(security: Client, act: str) -> None:
    own = User.objects.get(username="security")
    assert security.post(of(own, act), {"confirmed": "1"}).status_code == 403
    assert User.objects.get(username="security").check_password(PASSWORD)


def test_the_pages_of_administrators_show_no_person(system: Client, security: Client) -> None:
    organization = make_organization("示例区委")
    person = make_person("周明远", organization)
    user = make_user(Role.CADRE_OFFICER, organization)
    for client in (system, security):
        for address in (LIST, of(user), "/me/", "/"):
            assert person.name not in client.get(address).content.decode()
        assert client.get("/people/").status_code in {200, 403}
        assert person.name not in client.get("/people/").content.decode()


def test_the_state_of_the_server(system: Client, settings: Any) -> None:
    body = system.get("/administration/system/").content.decode()
    assert "还没有初始化" in body
    assert {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor] in body
    assert "还没有备份过" in body
    Verification.objects.create(size=1, ok=False, report={})
    assert "不符" in system.get("/administration/system/").content.decode()
    settings.PROXIES = 1
    assert "1 层" in system.get("/administration/system/").content.decode()
