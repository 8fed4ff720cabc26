"""One sample district, one server, one browser for all walks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.e2e.serving import Desk, served
from tests.e2e.watching import Watch


PASSWORD = "sample-district-1"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SignIn = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample district lives."""
    return tmp_path_factory.mktemp("district")


@pytest.fixture(scope="session")
def running(folder: Path) -> Iterator[Desk]:
    """The sample district, served."""
    with served(folder) as desk:
        yield desk


@pytest.fixture(scope="session")
def desk(running: Desk) -> str:
    """The address of the desk."""
    return running.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sessions(browser: Browser, desk: str) -> dict[str, dict[str, Any]]:
    """Cookies of the accounts that have signed in so far."""
    return {}


@pytest.fixture
def watch(desk: str) -> Iterator[Watch]:
    """Everything pages do that they must not; checked when the test ends."""
    watching = Watch(desk)
    yield watching
    assert watching.complaints == []


@pytest.fixture
def signed_in_as(browser: Browser, desk: str, sessions: dict[str, dict[str, Any]], watch: Watch) -> Iterator[SignIn]:
    """Opens a browser of its own for a sample account, watched; signs in once per account and run."""
    opened: list[BrowserContext] = []

    def sign_in(username: str = "", width: int = 1366, height: int = 768, **options: Any) -> BrowserContext:
        if username and username not in sessions:
            sessions[username] = sign_in_afresh(browser, desk, username)
        state = sessions.get(username)
        context = browser.new_context(
            base_url=desk,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            storage_state=state,
            **options,
        )
        watch.over(context)
        opened.append(context)
        return context

    yield sign_in
    for context in opened:
        context.close()


def sign_in_afresh(browser: Browser, desk: str, username: str) -> dict[str, Any]:
    """The cookies of an account that has just signed in with its password."""
    context = browser.new_context(base_url=desk)
    page = context.new_page()
    page.goto("/signin/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    assert page.url.rstrip("/") == desk, f"{username}: {page.url} {page.inner_text('main')}"
    state = context.storage_state()
    context.close()
    return dict(state)
