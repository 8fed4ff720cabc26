"""What must be done before anything else: an own password, a second factor where it is required."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.accounts.phone import code_of
from tests.factories import PASSWORD, make_organization, make_user
from zugong.accounts.codes import secret_of
from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import SecondFactor, SignedIn


pytestmark = pytest.mark.django_db
NEW = "Qinglan-Shan-Yao-Chang"


def test_a_one_time_password_is_changed_first(client: Client) -> None:
    user = make_user(password_must_change=True)
    client.post("/signin/", {"username": user.username, "password": PASSWORD})
    assert client.get("/me/?page=1")["Location"] == "/me/password/?next=%2Fme%2F%3Fpage%3D1"
    page = client.get("/me/password/?next=/me/").content.decode()
    assert "一次性口令" in page
    values = {"old": PASSWORD, "new": NEW, "again": NEW, "next": "/me/"}
    assert client.post("/me/password/", values | {"again": "x"}).status_code == 422
    assert client.post("/me/password/", values)["Location"] == "/me/"
    assert client.get("/me/").status_code == 200, "this session goes on"


@pytest.mark.parametrize(
    ("role", "days", "must"),
    [
        (Role.CADRE_OFFICER, 181, True),
        (Role.CADRE_OFFICER, 179, False),
        (Administration.AUDIT, 181, True),
        (Role.PERSON, 999, False),
    ],
)
def test_an_old_password_of_an_officer_is_changed(client: Client, role: Any, days: int, must: bool) -> None:
    changed = timezone.now() - timedelta(days=days)
    client.force_login(make_user(role, make_organization(), password_changed_at=changed))
    assert (client.get("/me/").status_code == 302) is must


@pytest.mark.parametrize(
    ("role", "required", "must"),
    [
        (Role.CADRE_OFFICER, True, True),
        (Role.BRANCH_SECRETARY, True, True),
        (Administration.SYSTEM, True, True),
        (Administration.SECURITY, True, True),
        (Administration.AUDIT, True, True),
        (Role.PERSON, True, False),
        (None, True, False),
        (Role.CADRE_OFFICER, False, False),
        (Administration.AUDIT, False, False),
    ],
)
def test_who_must_bind_a_second_factor(client: Client, settings: Any, role: Any, required: bool, must: bool) -> None:
    settings.SECOND_FACTOR_REQUIRED = required
    client.force_login(make_user(role, make_organization()))
    response = client.get("/me/")
    assert (response.status_code == 302) is must
    if must:
        assert response["Location"].startswith("/me/second-factor/?next=")
        assert client.post("/me/sessions/end/")["Location"].startswith("/me/second-factor/")


def test_binding_a_phone(client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    user = make_user(Administration.AUDIT)
    client.force_login(user)
    address = "/me/second-factor/?next=/me/"
    assert "开始绑定" in client.get(address).content.decode()
    assert not SecondFactor.objects.exists(), "looking changes nothing"
    assert client.post(address)["Location"] == address
    page = client.get(address).content.decode()
    assert 'src="data:image/svg+xml' in page
    secret = secret_of(SecondFactor.objects.get())
    other = Client()
    other.force_login(user)
    assert client.post(address, {"code": "12"}).status_code == 422
    assert client.post(address, {"code": code_of(secret), "next": "/me/"})["Location"] == "/me/"
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302, "sessions opened without a code are over"
    page = client.get(address).content.decode()
    assert "已绑定" in page
    assert "data:image" not in page
    assert SignedIn.objects.filter(ended_at=None).count() == 1


def test_first_duties_leave_the_way_out_open(client: Client) -> None:
    client.force_login(make_user(password_must_change=True))
    assert client.post("/me/large/", {"next": "/me/password/"})["Location"] == "/me/password/"
    assert client.post("/signin/out/")["Location"] == "/signin/?why=left"
