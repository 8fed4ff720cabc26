"""Takes the pictures of docs/guide: makes a sample district, signs in as each role, photographs the main pages.

.venv/bin/python scripts/screenshots.py
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright


ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.e2e.conftest import ARGUMENTS, PASSWORD  # noqa: E402
from tests.e2e.serving import served  # noqa: E402


SCREENS = ROOT / "docs/guide/screens"
WIDE, PHONE = (1366, 768), (390, 844)
ROW = "main table.zg-table tbody th a >> nth=0"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, who looks, at which page; `clicks` lead on from there, one after another."""

    name: str
    username: str
    address: str
    clicks: tuple[str, ...] = ()
    window: tuple[int, int] = WIDE


SHOTS = (
    Shot("signin", "", "/signin/"),
    Shot("desk_organization", "organization", "/"),
    Shot("desk_head", "head", "/"),
    Shot("desk_cadre", "cadre", "/"),
    Shot("desk_branch", "branch", "/"),
    Shot("desk_branch_phone", "branch", "/", window=PHONE),
    Shot("desk_person", "person", "/"),
    Shot("desk_scrutineer", "scrutineer", "/"),
    Shot("desk_system", "system", "/"),
    Shot("desk_security", "security", "/"),
    Shot("desk_audit", "audit", "/"),
    Shot("board", "organization", "/compliance/", ("td.zg-cell--fail a >> nth=0",)),
    Shot("board_unit", "unit", "/compliance/"),
    Shot("board_phone", "branch", "/compliance/", window=PHONE),
    Shot("findings", "discipline", "/compliance/findings/"),
    Shot("trends", "organization", "/compliance/trends/"),
    Shot("channel_training", "training", "/channels/training/"),
    Shot("channel_assessment", "assessment", "/channels/assessment/"),
    Shot("channel_appointment", "cadre", "/channels/appointment/"),
    Shot("people", "cadre", "/people/"),
    Shot("person", "cadre", "/people/", (ROW,)),
    Shot("organizations", "organization", "/organizations/"),
    Shot("organization", "organization", "/organizations/", ("main table.zg-table tbody th a >> nth=1",)),
    Shot("calendar", "organization", "/calendar/"),
    Shot("exchange", "organization", "/exchange/"),
    Shot("search", "organization", "/search/?q=jyj"),
    Shot("rulebook", "person", "/rulebook/"),
    Shot("approvals", "head", "/approvals/"),
    Shot("account", "branch", "/me/"),
    Shot("accounts", "security", "/administration/accounts/"),
    Shot("running", "system", "/administration/system/"),
    Shot("record", "audit", "/record/"),
)


def main() -> None:
    """Take them all; the folder holds these and no others."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    for old in SCREENS.glob("*.png"):
        old.unlink()
    with TemporaryDirectory() as folder, served(Path(folder)) as desk, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        for username in dict.fromkeys(shot.username for shot in SHOTS):
            _photograph(browser, desk.address, username)
        browser.close()


def _photograph(browser: Browser, address: str, username: str) -> None:
    page = browser.new_context(base_url=address, locale="zh-CN").new_page()
    if username:
        _sign_in(page, username)
    for shot in SHOTS:
        if shot.username == username:
            width, height = shot.window
            page.set_viewport_size({"width": width, "height": height})
            page.goto(shot.address)
            for selector in shot.clicks:
                page.click(selector)
                page.wait_for_load_state("networkidle")
            page.screenshot(path=SCREENS / f"{shot.name}.png")
    page.context.close()


def _sign_in(page: Page, username: str) -> None:
    page.goto("/signin/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")


if __name__ == "__main__":
    main()
