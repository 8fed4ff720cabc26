"""How a session ends: idle, after the absolute limit, ended from elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from tests.factories import make_user
from zugong.accounts.acting import Acting
from zugong.accounts.actions.close_account import close_account
from zugong.accounts.enums import Administration
from zugong.accounts.models import SignedIn, User
from zugong.audit.models import Entry


pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Any:
    with time_machine.travel("2026-03-02T09:00:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def user() -> User:
    return make_user()


def test_fifteen_minutes_without_a_request(client: Client, user: User, clock: Any) -> None:
    client.force_login(user)
    for _ in range(4):
        clock.shift(timedelta(minutes=15))
        assert client.get("/me/").status_code == 200
    clock.shift(timedelta(minutes=15, seconds=1))
    response = client.get("/me/?page=2")
    assert response["Location"] == "/signin/?next=%2Fme%2F%3Fpage%3D2&why=idle"
    assert "15 分钟没有操作" in client.get(response["Location"]).content.decode()
    assert SignedIn.objects.get().ending == "idle"
    assert not Session.objects.filter(session_key=SignedIn.objects.get().session_key).exists()
    assert Entry.objects.latest("seq").verb == "accounts.session.expired"


def test_twelve_hours_are_the_most(client: Client, user: User, clock: Any, settings: Any) -> None:
    settings.IDLE_MINUTES = 7 * 60
    client.force_login(user)
    for _ in range(2):
        clock.shift(timedelta(hours=6))
        assert client.get("/me/").status_code == 200
    clock.shift(timedelta(seconds=1))
    assert client.get("/me/")["Location"].startswith("/signin/")
    assert SignedIn.objects.get().ending == "long"


def test_use_is_noted_but_not_by_every_page(client: Client, user: User, clock: Any) -> None:
    client.force_login(user)
    began = SignedIn.objects.get().last_seen_at
    clock.shift(timedelta(seconds=19))
    client.get("/me/")
    assert SignedIn.objects.get().last_seen_at == began
    clock.shift(timedelta(seconds=19))
    client.get("/me/")
    assert SignedIn.objects.get().last_seen_at - began == timedelta(seconds=38)


def test_a_session_that_is_not_in_the_list_is_not_honoured(client: Client, user: User) -> None:
    client.force_login(user)
    SignedIn.objects.get().delete()
    assert client.get("/me/")["Location"].endswith("why=ended")


def test_a_closed_account_is_out_at_once(client: Client, user: User) -> None:
    client.force_login(user)
    system = make_user(Administration.SYSTEM)
    close_account(user, by=Acting(system, system.administration), reason="调离")
    assert client.get("/me/").status_code == 302
    assert SignedIn.objects.get(user=user).ending == "ended"


def test_a_fragment_sends_the_whole_page_to_sign_in(client: Client) -> None:
    response = client.get("/me/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/me/?page=3")
    assert response["HX-Redirect"] == "/signin/?next=%2Fme%2F%3Fpage%3D3"
    foreign = client.get("/me/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://evil.example/me/")
    assert foreign["HX-Redirect"] == "/signin/?next=%2F"
