"""The guide has a page for every role, and its pictures are there and shown."""

from __future__ import annotations

import re

import pytest

from tests.architecture.documents import ROOT, rows
from zugong.accounts.enums import Administration, Role


GUIDE = ROOT / "docs/guide"
PAGES = sorted(GUIDE.glob("*.md"))
PICTURE = re.compile(r"!\[([^\]]*)\]\((screens/[^)]+)\)")
MOST_BYTES = 6_000_000


@pytest.mark.parametrize("office", [*Role, *Administration], ids=lambda office: str(office.value))
def test_every_role_has_a_page(office: Role | Administration) -> None:
    index = dict(rows((GUIDE / "README.md").read_text("utf-8"), 2))
    name = re.search(r"\(([\w-]+\.md)\)", index[str(office.label)])
    assert name
    text = (GUIDE / name[1]).read_text("utf-8")
    assert office.label in text
    assert "## 问谁" in text
    assert "## 不让办的时候" in text


def test_the_pictures_are_those_shown_and_each_is_described() -> None:
    found = [match for page in PAGES for match in PICTURE.findall(page.read_text("utf-8"))]
    assert all(words for words, _ in found)
    assert {path for _, path in found} == {f"screens/{path.name}" for path in (GUIDE / "screens").iterdir()}


def test_the_pictures_are_light() -> None:
    assert sum(path.stat().st_size for path in (GUIDE / "screens").iterdir()) < MOST_BYTES
