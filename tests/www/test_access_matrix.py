"""Every cell of the access matrix is asked of the server: each address, each role, each place of what it is about.

A small tree: root → parent → own → child, and a sibling beside own. Every role is held over `own`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from django.urls.resolvers import RegexPattern, URLResolver

from tests.factories import make_organization, make_user
from tests.www.objects import ARGUMENTS, BUILDERS, FURTHER, HANDLERS
from zugong.accounts.enums import Administration, Role
from zugong.audit.models import Entry
from zugong.cli.matrix import PAGE
from zugong.www.access import signed_in
from zugong.www.matrix import (
    ANONYMOUS,
    HOLDERS,
    NO_ROLE,
    Endpoint,
    Position,
    Reach,
    Undeclared,
    endpoints,
    matrix_markdown,
)
from zugong.www.matrix_words import WORDS


ROWS = endpoints()
REFUSALS = {"www.page.refused", "www.thing.out_of_scope"}
EVERYONE = [*(holder for holder, _ in HOLDERS), ANONYMOUS]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The tree, an account per role with a signed-in client, and a client of nobody; undone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _world()
        transaction.set_rollback(True)


def _world() -> SimpleNamespace:
    root = make_organization("示例区委")
    parent = make_organization("示例上级党委", root)
    own = make_organization("示例本级党委", parent)
    child = make_organization("示例下级支部", own)
    sibling = make_organization("示例同级党委", parent)
    places = dict(zip(Position, (own, child, sibling, parent), strict=True))
    users = {role.value: make_user(role, own) for role in (*Role, *Administration)} | {NO_ROLE: make_user()}
    return SimpleNamespace(
        places=places, users=users, clients={holder: _client(users.get(holder)) for holder in EVERYONE}
    )


def _client(user: Any) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    client.kept = client.cookies.output()  # type: ignore[attr-defined]
    return client


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Whatever the request did, to the database or the browser, did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(client.kept.replace("Set-Cookie: ", ""))  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_cell(row: Endpoint, world: SimpleNamespace) -> None:
    wrong = [
        f"{holder or '未登录'}·{position.label}·{method}：{problem}"
        for holder in EVERYONE
        for position in _positions(row, holder)
        for method in row.access.methods
        if method != "HEAD" and (problem := _ask(row, world, holder, position, method))
    ]
    assert not wrong, "\n".join(wrong)


def _positions(row: Endpoint, holder: str) -> list[Position]:
    """Where the thing is put: everywhere for who may open the page; for others right before their eyes."""
    return list(Position) if row.reach is not Reach.ALL and row.opens(holder) else [Position.OWN]


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in ROWS if row.reach is Reach.HANDLERS], ids=lambda row: row.name)
def test_who_made_it_sees_it(row: Endpoint, world: SimpleNamespace) -> None:
    for holder in (holder for holder in row.access.roles if holder in Role.values):
        for method in (method for method in row.access.methods if method != "HEAD"):
            assert not _ask(row, world, holder, Position.OWN, method, mine=True), holder


def _ask(
    row: Endpoint, world: SimpleNamespace, holder: str, place: Position, method: str, *, mine: bool = False
) -> str:
    """What is wrong with the answer; empty if nothing."""
    client = world.clients[holder]
    with undone(client):
        there = world.places[place]
        thing, words = None, there.name if row.reach is Reach.TREE else ""
        if row.model is not None:
            made = _build(row, there, world.users.get(holder) if mine else None)
            thing, words = made.thing, made.words
        address = reverse(row.name, kwargs=_arguments(row, thing, there))
        size = Entry.objects.count()
        response = client.generic(method, address)
        if response.streaming:  # reading to the end closes the file
            assert b"".join(response) is not None
        handlers = HANDLERS.get(row.model._meta.label, frozenset()) if row.model else frozenset()
        if mine or row.shows(holder, place, handlers):
            return _objection_to_answer(response, row.name in FURTHER)
        written = set(Entry.objects.filter(seq__gte=size).values_list("verb", flat=True))
        return _objection_to_refusal(response, holder, words, written)


def _build(row: Endpoint, place: Any, owner: Any) -> Any:
    label = row.model._meta.label  # type: ignore[union-attr]
    assert label in BUILDERS, (
        f"{row.name} 是关于 {label} 的页面：请在 tests/www/objects.py 的 BUILDERS 里写明怎样造一个"
    )
    return BUILDERS[label](place, owner)


def _arguments(row: Endpoint, thing: Any, there: Any) -> dict[str, object]:
    kwargs = {} if thing is None else {row.access.key: getattr(thing, row.access.key)}
    kwargs |= ARGUMENTS[row.name](thing, there) if row.name in ARGUMENTS else {}
    missing = set(row.arguments) - kwargs.keys()
    assert not missing, f"{row.name} 的地址里还有 {missing}：请在 tests/www/objects.py 的 ARGUMENTS 里写明"
    return kwargs


def _objection_to_answer(response: Any, asks_further: bool) -> str:
    if asks_further and response.status_code == 403:
        return ""
    if response.status_code in {403, 404, 405} or response.status_code >= 500:
        return f"应当开放，却回答 {response.status_code}"
    return "应当开放，却要求登录" if response.get("Location", "").startswith("/signin/?next") else ""


def _objection_to_refusal(response: Any, holder: str, words: str, written: set[str]) -> str:
    to_signin = response.status_code == 302 and response["Location"].startswith("/signin/")
    if response.status_code not in {403, 404} and not (to_signin and not holder):
        return f"应当拒绝，却回答 {response.status_code}"
    if words and words in response.content.decode():
        return f"拒绝了，却说出了“{words}”"
    return f"拒绝了，却写下了 {written - REFUSALS}" if written - REFUSALS else ""


def test_the_page_in_the_documentation_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == matrix_markdown(ROWS), "运行 zugong matrix 重新生成"


def test_every_page_has_a_chinese_name_said_once() -> None:
    nameless = [row.name for row in ROWS if row.words == row.name]
    assert nameless == [], "请让视图的 docstring 以中文名称开头"
    assert set(WORDS) <= {row.name for row in ROWS}


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("公开的秘密")


def test_a_view_without_access_would_be_found() -> None:
    planted = type("Urls", (), {"urlpatterns": [path("ok/", signed_in()(undeclared)), path("secret/", undeclared)]})
    with pytest.raises(Undeclared, match="/secret/") as found:
        endpoints(URLResolver(RegexPattern(r"^/"), planted))
    assert "/ok/" not in str(found.value)


def test_a_page_open_too_far_would_be_found(world: SimpleNamespace) -> None:
    answer = HttpResponse("示例同级党委")
    assert "应当拒绝" in _objection_to_refusal(answer, "person", "示例同级党委", set())
    answer.status_code = 404
    assert "却说出了" in _objection_to_refusal(answer, "person", "示例同级党委", set())
    assert "却写下了" in _objection_to_refusal(HttpResponse(status=404), "person", "", {"accounts.account.closed"})
