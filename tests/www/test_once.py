"""A form that arrives twice acts once."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory

from tests.factories import make_user
from zugong.www.components.once import once as once_field
from zugong.www.models import Submission
from zugong.www.once import once


class Acts:
    """Counts how often it was done."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"/done/{self.times}/"


def sent(user: Any, **fields: str) -> Any:
    request = RequestFactory().post("/somewhere/", fields)
    request.user = user
    return request


@pytest.mark.django_db
def test_the_same_form_acts_once_and_leads_to_the_same_page() -> None:
    user, act = make_user(), Acts()
    addresses = [once(sent(user, once="t", name="甲"), act).url for _ in range(2)]
    assert act.times == 1
    assert addresses == ["/done/1/", "/done/1/"]


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"name": "乙"}, {"once": "u"}])
def test_another_content_or_another_form_acts_again(change: dict[str, str]) -> None:
    user, act = make_user(), Acts()
    once(sent(user, once="t", name="甲"), act)
    once(sent(user, **({"once": "t", "name": "甲"} | change)), act)
    assert act.times == 2


@pytest.mark.django_db
def test_two_accounts_do_not_share_a_token() -> None:
    act = Acts()
    for _ in range(2):
        once(sent(make_user(), once="t"), act)
    assert act.times == 2


@pytest.mark.django_db
def test_a_form_whose_act_was_refused_may_be_sent_again() -> None:
    def refuse() -> str:
        raise ValueError

    user, act = make_user(), Acts()
    with pytest.raises(ValueError):  # noqa: PT011 — the act's own
        once(sent(user, once="t"), refuse)
    once(sent(user, once="t"), act)
    assert act.times == 1
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_copies_at_the_same_moment_act_once() -> None:
    user, act, start = make_user(), Acts(), Barrier(2)
    addresses: list[str] = []

    def send() -> None:
        start.wait()
        addresses.append(once(sent(user, once="t"), act).url)
        connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert addresses == ["/done/1/", "/done/1/"]


def test_each_page_gets_a_token_of_its_own() -> None:
    assert once_field() != once_field()
    assert 'name="once"' in once_field()
