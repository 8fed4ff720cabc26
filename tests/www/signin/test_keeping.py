"""A form sent after the session was over comes back filled."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.factories import PASSWORD, make_organization, make_user
from zugong.accounts.enums import Administration
from zugong.accounts.models import User
from zugong.www.keeping import MOST_CHARACTERS


pytestmark = pytest.mark.django_db
FORM = "/administration/accounts/new/"
TYPED = {
    "username": "zhaoyq",
    "name": '李文静 & "小静" <示例>',
    "password_hint": "secret-hint",
    "csrfmiddlewaretoken": "x",
}


@pytest.fixture
def clock() -> Any:
    with time_machine.travel("2026-03-02T09:00:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def system() -> User:
    return make_user(Administration.SYSTEM)


def kept_in(response: Any) -> str:
    found = re.search(r'name="kept" value="([^"]*)"', response.content.decode())
    return unescape(found[1]) if found else ""


def idle(client: Client, clock: Any, user: User) -> None:
    client.force_login(user)
    clock.shift(timedelta(minutes=16))


def again(client: Client, user: User, kept: str, **values: str) -> Any:
    return client.post("/signin/", {"username": user.username, "password": PASSWORD, "kept": kept, **values})


def test_the_form_comes_back_filled_and_nothing_was_written(client: Client, system: User, clock: Any) -> None:
    idle(client, clock, system)
    late = client.post(FORM, TYPED)
    assert late.status_code == 403
    assert "请重新登录，您填的内容还在" in late.content.decode()
    assert User.objects.count() == 1
    assert again(client, system, kept_in(late))["Location"] == FORM
    page = client.get(FORM).content.decode()
    assert 'value="zhaoyq"' in page
    assert 'value="李文静 &amp; &quot;小静&quot; &lt;示例&gt;"' in page
    assert "您登录前填的内容已放回" in page
    assert "secret-hint" not in page
    assert 'name="csrfmiddlewaretoken" value="x"' not in page
    assert client.post(FORM, {"username": "zhaoyq", "name": "李文静"}).status_code == 200
    assert "已放回" not in client.get(FORM).content.decode(), "it was sent; it does not come back again"


def test_it_survives_a_wrong_password(client: Client, system: User, clock: Any) -> None:
    idle(client, clock, system)
    kept = kept_in(client.post(FORM, TYPED))
    wrong = client.post("/signin/", {"username": system.username, "password": "wrong-password", "kept": kept})
    assert again(client, system, kept_in(wrong))["Location"] == FORM


def test_it_comes_back_only_to_who_typed_it(client: Client, system: User, clock: Any) -> None:
    idle(client, clock, system)
    kept = kept_in(client.post(FORM, TYPED))
    other = make_user(Administration.SYSTEM)
    assert again(client, other, kept)["Location"] == "/"
    assert "zhaoyq" not in client.get(FORM).content.decode()


@pytest.mark.parametrize(("minutes", "lands"), [(29, FORM), (31, "/")])
def test_it_can_be_brought_back_for_half_an_hour(
    client: Client, system: User, clock: Any, minutes: int, lands: str
) -> None:
    idle(client, clock, system)
    kept = kept_in(client.post(FORM, TYPED))
    clock.shift(timedelta(minutes=minutes))
    assert again(client, system, kept)["Location"] == lands


def test_what_somebody_else_wrote_there_is_not_believed(client: Client, system: User) -> None:
    assert again(client, system, "forged")["Location"] == "/"


def test_what_is_too_long_is_said_to_be_lost(client: Client, system: User, clock: Any) -> None:
    from random import Random

    idle(client, clock, system)
    noise = "".join(chr(0x4E00 + Random(1).randrange(20000) + n % 7) for n in range(3))
    text = "".join(chr(0x4E00 + number) for number in Random(2).choices(range(20000), k=MOST_CHARACTERS)) + noise
    late = client.post(FORM, TYPED | {"name": text})
    assert kept_in(late) == ""
    assert "没能替您留住" in late.content.decode()


def test_a_form_whose_address_answers_no_get_comes_back_on_its_page(client: Client, system: User, clock: Any) -> None:
    user = make_user()
    page = f"/administration/accounts/{user.pk}/"
    idle(client, clock, system)
    late = client.post(f"{page}close/", {"reason": "调离"}, HTTP_REFERER=f"http://testserver{page}")
    assert again(client, system, kept_in(late))["Location"] == page
    shown = client.get(page).content.decode()
    assert re.search(r'<input[^>]*name="reason"[^>]*value="调离"|<input[^>]*value="调离"[^>]*name="reason"', shown)
    assert shown.count("调离") == 2, "in the form that was sent, and in the hint"


def test_a_foreign_page_is_not_gone_back_to(client: Client, system: User, clock: Any) -> None:
    idle(client, clock, system)
    late = client.post("/administration/accounts/1/close/", {"reason": "调离"}, HTTP_REFERER="http://evil.example/x")
    assert again(client, system, kept_in(late))["Location"] == "/"


def test_a_fragment_is_replaced_by_the_page_that_asks(client: Client, system: User, clock: Any) -> None:
    idle(client, clock, system)
    late = client.post(FORM, TYPED, HTTP_HX_REQUEST="true", HTTP_REFERER=f"http://testserver{FORM}")
    assert (late.status_code, late["HX-Retarget"], late["HX-Reswap"]) == (200, "body", "innerHTML")
    assert again(client, system, kept_in(late))["Location"] == FORM


def test_it_waits_behind_first_duties(client: Client, clock: Any, settings: Any) -> None:
    user = make_user(Administration.SYSTEM)
    idle(client, clock, user)
    kept = kept_in(client.post(FORM, TYPED))
    settings.SECOND_FACTOR_REQUIRED = True
    assert again(client, user, kept)["Location"] == FORM
    assert client.get(FORM)["Location"].startswith("/me/second-factor/?next=")
    settings.SECOND_FACTOR_REQUIRED = False
    assert 'value="zhaoyq"' in client.get(FORM).content.decode()


def test_a_stranger_who_posts_is_asked_in_too(client: Client) -> None:
    make_organization()
    late = client.post("/me/sessions/end/", {"session": "others"})
    assert late.status_code == 403
    assert kept_in(late)
