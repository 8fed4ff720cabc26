"""Every page, as somebody who may open it, without a fault that axe, the console or a ruler can see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import SignIn, sign_in_afresh
from tests.e2e.crawling import Crawled, Found, crawl, readable_views
from tests.e2e.serving import Desk
from tests.e2e.watching import Watch


AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).join(' | ').slice(0, 400));
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALLEST = """() => [...document.querySelectorAll('body *')].filter(e => e.offsetParent !== null
  && !e.closest('.zg-sr,[aria-hidden=true],svg')
  && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
  && parseFloat(getComputedStyle(e).fontSize) < 17.9).map(e => e.outerHTML.slice(0, 100))"""
WIDTHS = (320, 390, 768, 1100, 1366, 1920)
WIDTHS_FOR_AXE = (390, 1366)
ACCOUNTS = (
    *("organization", "cadre", "head", "training", "assessment", "discipline", "unit", "branch", "person"),
    *("scrutineer", "system", "security", "audit"),
)
NOT_LINKED = {
    "signin:signin",  # nobody who is signed in is sent there
    "signin:code",  # the second step, for accounts with a second factor
}
"""Views that no link leads to, and why."""


@pytest.fixture(scope="module")
def crawled(browser: Browser, running: Desk, sessions: dict[str, dict[str, Any]]) -> Crawled:
    contexts = {}
    for username in ACCOUNTS:
        state = sessions.setdefault(username, sign_in_afresh(browser, running.address, username))
        contexts[username] = browser.new_context(base_url=running.address, storage_state=state)
    found = crawl({username: context.request for username, context in contexts.items()}, running.starts)
    for context in contexts.values():
        context.close()
    return found


@pytest.fixture(scope="module")
def pages(crawled: Crawled) -> dict[str, Found]:
    return crawled.pages


def test_every_page_is_reached_by_links(pages: dict[str, Found]) -> None:
    missing = sorted(set(readable_views()) - set(pages) - NOT_LINKED)
    assert not missing, "\n".join(missing)


def test_no_link_leads_to_a_refusal(crawled: Crawled) -> None:
    assert not crawled.dead_ends, "\n".join(crawled.dead_ends)


@pytest.mark.parametrize("username", ACCOUNTS)
def test_a_page_has_no_fault(pages: dict[str, Found], signed_in_as: SignIn, watch: Watch, username: str) -> None:
    """Of the pages this account found first: axe, missing variables, sideways scrolling, small print in large type."""
    page = signed_in_as(username).new_page()
    faults: list[str] = []
    for found in pages.values():
        if found.whole and found.username == username:
            page.goto(found.address)
            watch.read(page)
            faults += [f"{found.view} {found.address} {fault}" for fault in _faults(page)]
    assert not faults, "\n".join(faults)


def _faults(page: Page) -> Iterator[str]:
    page.evaluate(AXE.read_text("utf-8"))
    for large in (False, True):
        page.evaluate(f"document.documentElement.classList.toggle('zg-large', {str(large).lower()})")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 768})
            label = f"at {width}{' large' if large else ''}:"
            if (over := page.evaluate(OVERFLOW)) > 0:
                yield f"{label} {over} px wider than the window"
            if width in WIDTHS_FOR_AXE:
                yield from (f"{label} {fault}" for fault in page.evaluate(RUN_AXE))
    yield from (f"below 18 px in large type: {html}" for html in page.evaluate(SMALLEST))


def test_large_type_is_kept_and_marked(signed_in_as: SignIn) -> None:
    page = signed_in_as("organization").new_page()
    page.goto("/")
    page.click("button:has-text('大字')")
    assert page.get_attribute("html", "class") == "zg-large"
    page.goto("/organizations/")
    assert page.get_attribute("html", "class") == "zg-large"
    assert page.get_attribute("button:has-text('大字')", "aria-pressed") == "true"
