"""Takes the pictures of the guide: the sample district, made anew in a scratch folder, as each account sees it.

    .venv/bin/python scripts/screenshots.py

Writes docs/guide/screens/<account>-<page>.png. Asks no other host. Needs Chromium.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright


ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "docs/guide/screens"
ZUGONG = Path(sys.executable).with_name("zugong")
PASSWORD = "sample-district-1"
WIDE, NARROW = (1366, 768), (390, 844)
START_SECONDS = 60

PAGES: dict[str, dict[str, str]] = {
    "head": {"desk": "/", "board": "/compliance/", "approval": "/approvals/", "trends": "/compliance/trends/"},
    "cadre": {"desk": "/", "channel": "/channels/appointment/", "people": "/people/"},
    "training": {"desk": "/", "channel": "/channels/training/"},
    "organization": {
        "desk": "/",
        "organizations": "/organizations/",
        "exchange": "/exchange/",
        "calendar": "/calendar/",
        "findings": "/compliance/findings/?topic=branch_life&outcome=fail",
        "rulebook": "/rulebook/",
    },
    "assessment": {"desk": "/", "channel": "/channels/assessment/"},
    "discipline": {"desk": "/", "channel": "/channels/accountability/"},
    "unit": {"desk": "/", "board": "/compliance/"},
    "branch": {"desk": "/", "channel": "/channels/branch_life/"},
    "person": {"desk": "/", "me": "/me/", "refusal": "/organizations/"},
    "scrutineer": {"desk": "/"},
    "system": {"desk": "/", "accounts": "/administration/accounts/", "running": "/administration/system/"},
    "security": {"desk": "/", "accounts": "/administration/accounts/"},
    "audit": {"desk": "/", "record": "/record/", "verification": "/record/verification/"},
}
"""Account -> name of the picture -> address."""

ON_A_PHONE = ("branch", "person")
"""Who works with a phone: their pages are taken a second time, as wide as one."""


def main() -> None:
    """Make the district, serve it, take the pictures."""
    shutil.rmtree(SCREENS, ignore_errors=True)
    SCREENS.mkdir(parents=True)
    with TemporaryDirectory() as folder, served(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-background-networking"]
        )
        for username, pages in PAGES.items():
            take(browser, address, username, pages)
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a new sample district."""
    settings = {
        **os.environ,
        "ZUGONG_DATA": str(folder / "var"),
        "ZUGONG_SECRETS": str(folder / "secrets"),
        "DJANGO_SETTINGS_MODULE": "zugong.config.settings.dev",
        "DATABASE_URL": "",
    }
    subprocess.run([ZUGONG, "demo"], cwd=folder, env=settings, check=True)
    port = free_port()
    server = subprocess.Popen([ZUGONG, "serve", "--port", str(port)], cwd=folder, env=settings)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    """Return once the server answers; TimeoutError after a minute."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/signin/", timeout=5):
                return
        except URLError:
            time.sleep(0.2)
    raise TimeoutError(address)


def take(browser: Browser, address: str, username: str, pages: dict[str, str]) -> None:
    """Sign in and take the pages of one account."""
    context = browser.new_context(base_url=address, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    sign_in(page, username)
    for name, path in pages.items():
        shoot(page, path, WIDE, f"{username}-{name}")
        if username in ON_A_PHONE:
            shoot(page, path, NARROW, f"{username}-{name}-phone")
    context.close()


def sign_in(page: Page, username: str) -> None:
    """With the password of all sample accounts."""
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.goto("/signin/")
    if username == "head":
        page.screenshot(path=SCREENS / "signin.png")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def shoot(page: Page, path: str, size: tuple[int, int], name: str) -> None:
    """One picture of what the window shows."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(path, wait_until="networkidle")
    page.screenshot(path=SCREENS / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
