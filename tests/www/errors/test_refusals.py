"""Every page that cannot be shown has the shape of a refusal, and never depends on what may be broken."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tests.factories import make_organization, make_user
from zugong.accounts.enums import Role
from zugong.config.urls import *  # noqa: F403
from zugong.config.urls import urlpatterns as ours
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.www.access import public
from zugong.www.errors.words import REFUSALS


PROBLEMS = {
    "not-allowed": NotAllowed("组织科才能撤销组织。"),
    "stale": Stale("李某已改过名称。"),
    "invalid": Invalid(fields={"name": "名称已有人用。", "code": "编号已有人用。"}),
    "suspicious": SuspiciousOperation("odd"),
    "broken": ZeroDivisionError("secret words of the program"),
}
STATUSES = {"not-allowed": 403, "stale": 409, "invalid": 422, "suspicious": 400, "broken": 500, "nowhere": 404}


@public(posts=True)
def raising(request: HttpRequest, name: str) -> HttpResponse:
    if name in PROBLEMS:
        raise PROBLEMS[name]
    return HttpResponse(f"read {len(request.POST)}")


urlpatterns = [*ours, path("raise/<str:name>/", raising)]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def browser() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make_user(Role.ORGANIZATION_OFFICER, make_organization()))
    return client


def address(name: str) -> str:
    return "/nowhere/" if name == "nowhere" else f"/raise/{name}/"


@pytest.mark.parametrize("name", STATUSES)
def test_a_refusal_says_what_happened_what_was_kept_what_to_do_and_whom_to_ask(browser: Client, name: str) -> None:
    response = browser.get(address(name))
    page, words = response.content.decode(), REFUSALS[STATUSES[name]]
    assert response.status_code == STATUSES[name]
    for told in (words.title, words.kept, words.remedy, words.ask, response["X-Request-Number"]):
        assert told in page
    assert "Traceback" not in page
    assert "secret words" not in page
    assert page.count("<h1>") == 1


@pytest.mark.parametrize("name", STATUSES)
def test_htmx_gets_it_where_messages_stand(browser: Client, name: str) -> None:
    response = browser.get(address(name), headers={"HX-Request": "true"})
    assert response.status_code == STATUSES[name]
    assert response["HX-Retarget"] == "#messages"
    assert "<html" not in response.content.decode()
    assert REFUSALS[STATUSES[name]].title in response.content.decode()


def test_an_objection_is_told_in_its_own_words(browser: Client) -> None:
    assert "组织科才能撤销组织。" in browser.get("/raise/not-allowed/").content.decode()
    page = browser.post("/raise/invalid/").content.decode()
    assert "<li>名称已有人用。</li>" in page
    assert "<li>编号已有人用。</li>" in page


def test_the_way_back_leads_to_our_own_pages_only(browser: Client) -> None:
    assert 'href="http://testserver/people/"' in read(browser, "http://testserver/people/")
    assert "elsewhere" not in read(browser, "http://elsewhere.example/")


def read(browser: Client, referer: str) -> str:
    return browser.get("/raise/stale/", headers={"Referer": referer}).content.decode()


def test_a_method_that_an_address_does_not_answer(browser: Client) -> None:
    response = browser.get("/signin/out/")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert REFUSALS[405].title in response.content.decode()


def test_a_form_without_its_token(browser: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    response = strict.post("/raise/fine/", {"name": "x"})
    assert response.status_code == 403
    assert "这一页放得太久了" in response.content.decode()


def test_an_upload_over_the_limit_is_turned_away_unread(browser: Client) -> None:
    class Untouched:
        def read(self, *args: Any) -> bytes:
            raise AssertionError("read")

        readline = read

    announced = configured.UPLOAD_LIMIT + 1
    response = browser.generic("POST", "/raise/fine/", **{"CONTENT_LENGTH": str(announced), "wsgi.input": Untouched()})
    assert response.status_code == 413
    assert "一次最多上传 50 MB，这次是 50.0 MB" in response.content.decode()
    assert browser.generic("POST", "/raise/fine/", b"x=1").content == b"read 0"


def test_a_form_too_big_for_memory(browser: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    form = "application/x-www-form-urlencoded"
    assert browser.post("/raise/fine/", "name=x", content_type=form).content == b"read 1"
    assert browser.post("/raise/fine/", "name=" + "x" * 100, content_type=form).status_code == 413


def out_of_order(*args: Any, **named: Any) -> Any:
    raise RuntimeError("out of order")


BROKEN = {
    "context processors": "zugong.www.shell.standing_of",
    "database": "django.db.backends.base.base.BaseDatabaseWrapper.cursor",
    "list of static files": "django.templatetags.static.StaticNode.handle_simple",
    "session": "django.contrib.sessions.backends.db.SessionStore.load",
    "templates": "django.template.loader.get_template",
}


NEEDED_TO_KNOW_WHO_ASKS = {"database", "session"}


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("name", ["nowhere", "stale", "broken"])
def test_a_refusal_does_without(browser: Client, monkeypatch: pytest.MonkeyPatch, what: str, name: str) -> None:
    monkeypatch.setattr(BROKEN[what], out_of_order)
    response = browser.get(address(name))
    page = response.content.decode()
    status = 500 if what in NEEDED_TO_KNOW_WHO_ASKS else STATUSES[name]
    assert response.status_code == status
    assert REFUSALS[status].title in page
    assert response["X-Request-Number"] in page
    assert "out of order" not in page
    assert "zg-shell" not in page


def test_the_log_names_a_broken_request_by_its_number(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    response = browser.get("/raise/broken/")
    [line] = [line for line in caplog.records if line.levelno == logging.ERROR]
    handler = logging.getLogger().handlers[0]
    for candidate in logging.getLogger().handlers:
        if any(type(one).__name__ == "Numbered" for one in candidate.filters):
            handler = candidate
    assert handler.filter(line)
    written = handler.format(line)
    assert f"[{response['X-Request-Number']}]" in written
    assert "ZeroDivisionError" in written


def test_no_debug_page_in_any_settings() -> None:
    assert configured.DEBUG is False
