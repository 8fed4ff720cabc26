"""An officer says which account is a person's own; it is asked once more, because it opens the whole record."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import make_organization, make_person, make_user
from zugong.accounts.enums import Administration, Role
from zugong.people.models import Person
from zugong.www.confirming import FIELD


pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    root = make_organization("示例区委")
    user = make_user(Role.CADRE_OFFICER, root)
    client.force_login(user)
    return root


@pytest.fixture
def person(officer):
    return make_person("示例安", home=officer)


@pytest.fixture
def send(client, person):
    def posted(account, confirmed=True):
        person.refresh_from_db()
        fields = {"account": account, "version": person.version} | ({FIELD: "1"} if confirmed else {})
        return client.post(reverse("people:own_account", args=[person.pk]), fields)

    return posted


def test_the_account_opens_the_own_record_once_confirmed(client, send, person):
    own = make_user(username="an", name="示例安")
    asked = send("an", confirmed=False)
    assert "an（示例安）" in asked.content.decode()
    assert Person.objects.get(pk=person.pk).account is None
    assert send("an").status_code in (302, 303)
    client.force_login(own)
    assert "示例安" in client.get(reverse("me:record")).content.decode()


def test_an_empty_field_takes_the_link_away(send, person):
    make_user(username="an")
    send("an")
    assert send("").status_code in (302, 303)
    assert Person.objects.get(pk=person.pk).account is None


@pytest.mark.parametrize(("account", "words"), [
    ("nobody", "没有账号 nobody"), ("", "还没有关联账号"), ("boss", "三员"),
])  # fmt: skip
def test_what_cannot_be_is_told_at_the_field(send, person, account, words):
    make_user(Administration.SYSTEM, username="boss")
    answer = send(account)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Person.objects.get(pk=person.pk).account is None


def test_the_page_shows_the_account_there_is(client, send, person):
    make_user(username="an")
    send("an")
    assert 'value="an"' in client.get(reverse("people:own_account", args=[person.pk])).content.decode()
    assert (
        reverse("people:own_account", args=[person.pk])
        in client.get(reverse("people:person", args=[person.pk])).content.decode()
    )
