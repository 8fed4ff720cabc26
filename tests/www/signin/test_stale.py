"""A form that stood open while somebody signed in again in another tab."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import PASSWORD, make_user
from zugong.accounts.enums import Administration
from zugong.accounts.models import User


pytestmark = pytest.mark.django_db
FORM = "/administration/accounts/new/"
TYPED = {"username": "zhaoyq", "name": "赵砚秋"}
OWN = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def strict() -> Client:
    """A browser that is asked for the token, signed in anew since the form was opened."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(Administration.SYSTEM))
    client.get(FORM)
    client.force_login(User.objects.get())
    return client


def test_it_comes_back_filled_and_did_nothing(strict: Client) -> None:
    response = strict.post(FORM, TYPED | {"csrfmiddlewaretoken": "x" * 64}, **OWN)
    assert (response.status_code, response["Location"]) == (302, FORM)
    page = strict.get(FORM).content.decode()
    assert 'value="zhaoyq"' in page
    assert "刚才的提交没有生效" in page
    assert not User.objects.filter(username="zhaoyq").exists()


@pytest.mark.parametrize("origin", [{}, {"HTTP_ORIGIN": "http://evil.example"}, {"HTTP_ORIGIN": "null"}])
def test_a_form_of_another_site_is_refused_and_not_kept(strict: Client, origin: dict[str, str]) -> None:
    assert strict.post(FORM, TYPED, **origin).status_code == 403
    assert 'value="zhaoyq"' not in strict.get(FORM).content.decode()


def test_without_a_session_it_asks_to_sign_in_and_keeps(strict: Client) -> None:
    strict.cookies.clear()
    response = strict.post(FORM, TYPED, **OWN)
    assert response.status_code == 403
    assert "您填的内容还在" in response.content.decode()


def test_the_sign_in_page_itself_is_only_shown_anew(strict: Client) -> None:
    client = Client(enforce_csrf_checks=True)
    values = {"username": "x", "password": PASSWORD}
    assert client.post("/signin/?next=/me/", values, **OWN)["Location"] == "/signin/?next=/me/"


def test_an_act_without_a_page_goes_back_where_it_was_asked(strict: Client) -> None:
    response = strict.post("/signin/out/", {}, HTTP_REFERER="http://testserver/me/", **OWN)
    assert response["Location"] == "/me/"
    assert strict.get("/me/").status_code == 200


def test_an_address_that_is_not_there(strict: Client) -> None:
    assert strict.post("/nowhere/", {}, **OWN).status_code in {403, 404}
