"""What the security administrator finds on the desk."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_organization, make_user
from zugong.accounts.enums import Administration, Role
from zugong.core.clock import today
from zugong.duties.registry import Duty
from zugong.www.administration.duties import accounts_to_see_to


pytestmark = pytest.mark.django_db


def told(administration: Administration) -> list[Duty]:
    return list(accounts_to_see_to(make_user(administration), today()))


def test_accounts_that_cannot_work() -> None:
    make_user(username="new")
    make_user(Role.CADRE_OFFICER, make_organization(), username="working")
    make_user(is_active=False)
    for _ in range(5):
        Client().post("/signin/", {"username": "working", "password": "wrong-password"})
        Client().post("/signin/", {"username": "nobody", "password": "wrong-password"})
    locked, idle = told(Administration.SECURITY)
    assert (locked.about, locked.due_on, locked.url) == ("1 个账号", today(), "/administration/accounts/?state=locked")
    assert (idle.about, idle.due_on) == ("1 个账号", None)
    assert told(Administration.SYSTEM) == told(Administration.AUDIT) == []


def test_nothing_to_do() -> None:
    assert told(Administration.SECURITY) == []
