"""Signing in: password, code, lockout, where one lands, what stays on record."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.accounts.phone import code_of
from tests.factories import PASSWORD, PROGRAM, make_organization, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.actions.confirm_second_factor import confirm_second_factor
from zugong.accounts.actions.offer_second_factor import offer_second_factor
from zugong.accounts.actions.open_account import open_account
from zugong.accounts.actions.unlock_account import unlock_account
from zugong.accounts.codes import secret_of
from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import SignedIn, User
from zugong.audit.models import Entry


pytestmark = pytest.mark.django_db
SIGNIN = "/signin/"
CODE = "/signin/code/"


def sign_in(client: Client, username: str, password: str = PASSWORD, **values: Any) -> Any:
    meta = {name: values.pop(name) for name in list(values) if name.isupper()}
    return client.post(SIGNIN, {"username": username, "password": password, **values}, **meta)


def bound(user: User) -> bytes:
    """The secret of the phone now bound to the account; its code was used half a minute ago."""
    factor, secret = offer_second_factor(user, by=Acting(user)), b""
    secret = secret_of(factor)
    confirm_second_factor(user, code_of(secret, later=-30), by=Acting(user))
    return secret


def verbs() -> list[str]:
    return list(
        Entry.objects.filter(verb__startswith="accounts.session").order_by("seq").values_list("verb", flat=True)
    )


def test_the_right_password_opens_a_session_under_a_new_key(client: Client) -> None:
    user = make_user(Role.CADRE_OFFICER, make_organization())
    client.get(SIGNIN)
    client.session["planted"] = "x"
    client.session.save()
    before = client.session.session_key
    response = sign_in(client, user.username, HTTP_USER_AGENT="Chromium 109", REMOTE_ADDR="10.1.2.3")
    assert (response.status_code, response["Location"]) == (302, "/")
    session = SignedIn.objects.get()
    assert (session.user, session.address, session.agent) == (user, "10.1.2.3", "Chromium 109")
    assert session.session_key == client.session.session_key != before
    assert verbs() == ["accounts.session.opened"]
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize("username", ["li", "nobody", "gone", "lapsed"])
def test_one_answer_for_every_reason(client: Client, username: str) -> None:
    make_user(username="li")
    make_user(username="gone", is_active=False)
    _, first = open_account("lapsed", "失效", by=PROGRAM)
    password = {"gone": PASSWORD, "lapsed": first}.get(username, "wrong-password-1")
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        response = sign_in(client, username, password)
    assert response.status_code == 422
    words = re.findall("账号或口令不对[^<]*", response.content.decode())
    assert words
    assert set(words) == {
        "账号或口令不对，或者账号不能用。请核对后再试；忘了口令请找安全管理员重置（一次性口令 7 天内有效）。"
    }
    assert not SignedIn.objects.exists()
    assert verbs() == ["accounts.session.refused"]


def test_what_was_typed_as_a_name_is_kept_but_not_on_record(client: Client) -> None:
    response = sign_in(client, "my-secret-password", "x")
    assert 'value="my-secret-password"' in response.content.decode()
    assert "my-secret-password" not in Entry.objects.get().body
    assert sign_in(client, "", "").status_code == 422


def test_five_wrong_tries_lock_this_address_only(client: Client) -> None:
    user = make_user()
    for _ in range(4):
        assert sign_in(client, user.username, "wrong-password-1").status_code == 422
    locked = sign_in(client, user.username, "wrong-password-1")
    assert locked.status_code == 429
    assert "请过 15 分钟再试" in locked.content.decode()
    assert "安全管理员" in locked.content.decode()
    assert sign_in(client, user.username).status_code == 429
    assert verbs()[-1] == "accounts.session.locked"
    faked = sign_in(client, user.username, HTTP_X_FORWARDED_FOR="8.8.8.8")
    assert faked.status_code == 429
    assert sign_in(client, user.username, REMOTE_ADDR="10.9.9.9").status_code == 302
    assert sign_in(Client(), make_user().username).status_code == 302


def test_the_lock_opens_when_it_said_it_would(client: Client) -> None:
    user = make_user()
    with time_machine.travel("2026-03-02T09:00:00+08:00", tick=False) as clock:
        for _ in range(5):
            sign_in(client, user.username, "wrong-password-1")
        clock.shift(timedelta(minutes=9, seconds=30))
        assert "请过 6 分钟再试" in sign_in(client, user.username).content.decode()
        clock.shift(timedelta(minutes=5, seconds=29))
        assert sign_in(client, user.username).status_code == 429
        clock.shift(timedelta(seconds=2))
        assert sign_in(client, user.username).status_code == 302


def test_the_security_administrator_opens_the_lock(client: Client) -> None:
    user, security = make_user(), make_user(Administration.SECURITY)
    for _ in range(5):
        sign_in(client, user.username, "wrong-password-1")
    unlock_account(user, by=Acting(security, security.administration))
    assert sign_in(client, user.username).status_code == 302
    assert Entry.objects.filter(verb="accounts.account.unlocked").count() == 1


def test_a_second_factor_is_asked_for_after_the_password(client: Client) -> None:
    user = make_user()
    secret = bound(user)
    assert sign_in(client, user.username, next="/me/")["Location"] == CODE
    assert client.get("/me/").status_code == 302
    wrong = client.post(CODE, {"code": "000000" if code_of(secret) != "000000" else "111111"})
    assert wrong.status_code == 422
    assert not SignedIn.objects.exists()
    code = code_of(secret)
    response = client.post(CODE, {"code": f"{code[:3]} {code[3:]}"})
    assert (response.status_code, response["Location"]) == (302, "/me/")
    other = Client()
    sign_in(other, user.username)
    assert other.post(CODE, {"code": code}).status_code == 422, "a code works once"


def test_wrong_codes_lock_too(client: Client) -> None:
    user = make_user()
    secret = bound(user)
    sign_in(client, user.username)
    wrong = "000000" if code_of(secret) != "000000" else "111111"
    answers = [client.post(CODE, {"code": wrong}).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 429]
    assert client.post(CODE, {"code": code_of(secret)}).status_code == 429
    assert sign_in(client, user.username).status_code == 429


def test_the_code_must_follow_within_five_minutes(client: Client) -> None:
    user = make_user()
    secret = bound(user)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, user.username)
        clock.shift(301)
        assert client.post(CODE, {"code": code_of(secret)})["Location"] == SIGNIN
    assert Client().get(CODE)["Location"] == SIGNIN


@pytest.mark.parametrize(
    ("asked", "lands"),
    [
        ("/me/?page=2", "/me/?page=2"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/signin/out/", "/"),
        ("/signin/", "/"),
        ("/not/a/page/", "/"),
        ("", "/"),
    ],
)
def test_one_lands_on_a_page_of_our_own(client: Client, asked: str, lands: str) -> None:
    assert sign_in(client, make_user().username, next=asked)["Location"] == lands


def test_signing_out(client: Client) -> None:
    user = make_user()
    sign_in(client, user.username)
    key = client.session.session_key
    assert client.get("/signin/out/").status_code == 405
    response = client.post("/signin/out/")
    assert response["Location"] == "/signin/?why=left"
    assert "已退出" in client.get(response["Location"]).content.decode()
    assert SignedIn.objects.get().ending == "left"
    assert verbs()[-1] == "accounts.session.closed"
    client.cookies["zugong_session"] = key
    assert client.get("/me/").status_code == 302


def test_who_is_signed_in_goes_on(client: Client) -> None:
    sign_in(client, make_user().username)
    assert client.get("/signin/?next=/me/")["Location"] == "/me/"


@pytest.mark.parametrize("same", [True, False])
def test_signing_in_again_ends_the_session_before(client: Client, same: bool) -> None:
    first = make_user()
    second = first if same else make_user()
    sign_in(client, first.username)
    key = client.session.session_key
    assert sign_in(client, second.username).status_code == 302
    assert client.session.session_key != key
    assert list(SignedIn.objects.order_by("pk").values_list("user", "ending")) == [(first.pk, "left"), (second.pk, "")]
    stolen = Client()
    stolen.cookies["zugong_session"] = key
    assert stolen.get("/me/").status_code == 302


def test_signing_in_changes_no_password_on_the_sly(client: Client, settings: Any) -> None:
    """A stronger hasher in the settings must not rewrite the stored password past the record."""
    user = make_user()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    assert sign_in(client, user.username).status_code == 302
    assert User.objects.get(pk=user.pk).password == user.password
