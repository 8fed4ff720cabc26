"""One's own account: roles, sessions, what one did, large type."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import PASSWORD, PROGRAM, add, make_organization, make_user
from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import SignedIn, User
from zugong.audit.actors import Actor
from zugong.audit.recording import record_event
from zugong.organizations.models import RoleGrant


pytestmark = pytest.mark.django_db
NEW = "Qinglan-Shan-Yao-Chang"


def page(client: Client, address: str = "/me/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_roles_and_how_far_they_reach(client: Client) -> None:
    organization = make_organization("示例青澜区委")
    user = make_user(Role.CADRE_OFFICER, organization)
    past = {"user": user, "role": Role.TRAINING_OFFICER, "organization": organization, "since": date(2020, 1, 1)}
    add(RoleGrant(**past, until=date(2021, 1, 1)))
    client.force_login(user)
    shown = page(client)
    assert "干部科" in shown
    assert "示例青澜区委" in shown
    assert "干教科" not in shown.split("我的岗位")[1].split("口令和动态码")[0]


def test_without_a_role_it_says_whom_to_ask(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    shown = page(client)
    assert f"请把您的账号 {user.username}" in shown
    assert "安全管理员" in shown
    assert client.get("/compliance/").status_code == 403


@pytest.mark.parametrize("administration", list(Administration))
def test_an_administrator_reads_what_the_office_is(client: Client, administration: Administration) -> None:
    client.force_login(make_user(administration))
    assert "都看不到干部数据" in page(client)


def test_sessions_are_listed_and_can_be_ended(client: Client) -> None:
    user = make_user()
    others = [Client(), Client()]
    for browser, address in ((client, "10.0.0.1"), (others[0], "10.0.0.2"), (others[1], "10.0.0.3")):
        values = {"username": user.username, "password": PASSWORD}
        browser.post("/signin/", values, REMOTE_ADDR=address, HTTP_USER_AGENT="Chromium 109")
    shown = page(client)
    assert all(f"10.0.0.{number}" in shown for number in (1, 2, 3))
    second = SignedIn.objects.get(address="10.0.0.2")
    client.post("/me/sessions/end/", {"session": second.pk})
    assert others[0].get("/me/").status_code == 302
    assert others[1].get("/me/").status_code == 200
    client.post("/me/sessions/end/", {"session": "others"})
    assert others[1].get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize("asked", ["", "x", "-1", "９", "99999999999999999999"])
def test_nobody_ends_the_session_of_another(client: Client, asked: str) -> None:
    stranger = Client()
    stranger.force_login(make_user())
    client.force_login(make_user())
    foreign = SignedIn.objects.earliest("pk")
    for session in (str(foreign.pk), asked):
        client.post("/me/sessions/end/", {"session": session})
    assert stranger.get("/me/").status_code == 200
    assert client.get("/me/").status_code == 200


def test_changing_the_password_ends_the_other_sessions(client: Client) -> None:
    user, other = make_user(), Client()
    client.force_login(user)
    other.force_login(user)
    key = client.session.session_key
    response = client.post("/me/password/", {"old": PASSWORD, "new": NEW, "again": NEW, "next": "/me/"})
    assert response["Location"] == "/me/"
    assert client.get("/me/").status_code == 200
    assert client.session.session_key != key
    assert other.get("/me/").status_code == 302


def test_a_password_that_is_refused_says_why_and_shows_none(client: Client) -> None:
    client.force_login(make_user())
    response = client.post("/me/password/", {"old": PASSWORD, "new": "short", "again": "short"})
    assert response.status_code == 422
    shown = response.content.decode()
    assert shown.count("口令至少 12 个字符，现在是 5 个") == 2, "in the summary and at the field"
    assert 'value="short"' not in shown
    assert PASSWORD not in shown


def test_what_i_did_is_mine_alone(client: Client) -> None:
    user, other = make_user(), make_user()
    record_event(Actor(user.username), "accounts.session.opened", user)
    record_event(Actor(other.username), "accounts.account.closed", other)
    record_event(PROGRAM.actor, "accounts.account.unlocked", user)
    client.force_login(user)
    done = page(client).split("我做过什么", 1)[1]
    assert f"账号 {user.username}" in done
    assert "停用账号" not in done
    assert "解锁账号" not in done


def test_the_page_asks_no_more_for_more_rows(client: Client) -> None:
    user = make_user(Role.CADRE_OFFICER, make_organization())
    client.force_login(user)
    record_event(Actor(user.username), "accounts.session.opened", user)
    few = _queries(client)
    for _ in range(30):
        record_event(Actor(user.username), "accounts.session.opened", user)
        Client().force_login(user)
    assert _queries(client) <= few + 1 <= 20, "one more: from two pages on, the pager counts"


def _queries(client: Client) -> int:
    page(client)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(client)
    return len(asked)


@pytest.mark.parametrize(
    ("asked", "lands"),
    [("/me/", "/me/"), ("/signin/?next=/me/", "/signin/?next=/me/"), ("https://evil.example/", "/")],
)
def test_large_type_is_switched_where_one_is(client: Client, asked: str, lands: str) -> None:
    response = client.post("/me/large/", {"next": asked})
    assert response["Location"] == lands
    assert '<html lang="zh-CN" class="zg-large">' in client.get("/signin/").content.decode()
    client.post("/me/large/", {"next": "/signin/"})
    assert '<html lang="zh-CN">' in client.get("/signin/").content.decode()


def test_own_pages_leave_no_trace_of_looking(client: Client) -> None:
    user: Any = make_user()
    client.force_login(user)
    before = User.objects.get(pk=user.pk).version
    for address in ("/me/", "/me/password/", "/me/second-factor/"):
        page(client, address)
    assert User.objects.get(pk=user.pk).version == before
    assert not hasattr(User.objects.get(pk=user.pk), "second_factor")
