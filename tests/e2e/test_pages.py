"""Every page, as somebody who may open it: found by links, without a fault that axe, the console or a ruler can see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import SignIn
from tests.e2e.crawling import Found, crawl, readable_views
from tests.e2e.watching import Watch


AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ').slice(0, 500));
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALLEST = """() => [...document.querySelectorAll('body *')].filter(e => e.offsetParent !== null && !e.closest('.zg-sr')
  && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
  && parseFloat(getComputedStyle(e).fontSize) < 17.9).map(e => e.outerHTML.slice(0, 100))"""
WIDTHS = (320, 390, 768, 1100, 1366, 1920)
ACCOUNTS = (
    *("organization", "cadre", "head", "training", "assessment", "discipline", "unit", "branch", "person"),
    *("scrutineer", "system", "security", "audit"),
)
NOT_LINKED = {
    "signin:signin",  # nobody who is signed in is sent there
}
"""Views that no link leads to, and why."""


@pytest.fixture(scope="module")
def pages(browser: Browser, desk: str, sessions: dict[str, dict[str, object]]) -> dict[str, Found]:
    from tests.e2e.conftest import _sign_in

    contexts = {}
    for username in ACCOUNTS:
        sessions.setdefault(username, _sign_in(browser, desk, username))
        contexts[username] = browser.new_context(base_url=desk, storage_state=sessions[username])  # type: ignore[arg-type]
    found = crawl({username: context.request for username, context in contexts.items()})
    for context in contexts.values():
        context.close()
    return found


def test_every_page_is_reached_by_links(pages: dict[str, Found]) -> None:
    assert set(readable_views()) - set(pages) - NOT_LINKED == set()


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing(
    pages: dict[str, Found], signed_in_as: SignIn, watch: Watch, width: int, large: bool, desk: str
) -> None:
    faults: dict[str, Any] = {}
    for username, rows in _by_account(pages).items():
        context = signed_in_as(username, width)
        if large:
            context.add_cookies([{"name": "zugong_large", "value": "1", "url": desk}])
        page = context.new_page()
        for found in rows:
            page.goto(found.address)
            watch.read(page)
            if problems := _problems(page, large):
                faults[f"{found.view} {username} {found.address}"] = problems
    assert faults == {}


def _problems(page: Page, large: bool) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    problems = list(page.evaluate(RUN_AXE))
    if (over := page.evaluate(OVERFLOW)) > 0:
        problems.append(f"{over} px wider than the window")
    return problems + [f"small: {html}" for html in page.evaluate(SMALLEST)] if large else problems


def test_no_page_scrolls_sideways(pages: dict[str, Found], signed_in_as: SignIn) -> None:
    wide: list[str] = []
    for username, rows in _by_account(pages).items():
        page = signed_in_as(username).new_page()
        for found in rows:
            page.goto(found.address)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                if (over := page.evaluate(OVERFLOW)) > 0:
                    wide.append(f"{found.view} at {width}: {over} px")
    assert wide == []


def _by_account(pages: dict[str, Found]) -> dict[str, list[Found]]:
    rows: dict[str, list[Found]] = {}
    for found in pages.values():
        if found.whole:
            rows.setdefault(found.username, []).append(found)
    return rows
