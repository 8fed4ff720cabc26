"""The guide has a page for each role, with pictures that are there, and no picture that nobody shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zugong.accounts.enums import Administration, Role


GUIDE = Path(__file__).parents[2] / "docs/guide"
PAGES = sorted(GUIDE.glob("*.md"))
PICTURE = re.compile(r"!\[([^\]]+)\]\((screens/[\w]+\.png)\)")
BYTES = 6 * 1024 * 1024


@pytest.mark.parametrize("role", [*Role, *Administration])
def test_each_role_has_its_page(role: Role | Administration) -> None:
    page = (GUIDE / f"{role.value}.md").read_text("utf-8")
    assert page.startswith(f"# {role.label}\n")
    assert PICTURE.search(page)
    assert f"| {role.label} | [{role.value}]({role.value}.md) |" in (GUIDE / "README.md").read_text("utf-8")


def test_pictures_and_pages_fit() -> None:
    shown = {picture for page in PAGES for _, picture in PICTURE.findall(page.read_text("utf-8"))}
    assert {path.relative_to(GUIDE).as_posix() for path in GUIDE.glob("screens/*")} == shown


def test_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in GUIDE.glob("screens/*")) < BYTES
