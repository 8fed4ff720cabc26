"""Every template compiles and is used; nothing inline that the content policy forbids; CSS that Chromium 109 knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template


WWW = Path(__file__).parents[2] / "zugong/www"
TEMPLATES = sorted(path.relative_to(WWW / "templates").as_posix() for path in (WWW / "templates").rglob("*.*"))
SHEETS = sorted((WWW / "static/zugong").rglob("*.css"))
SCRIPTS = sorted((WWW / "static/zugong").rglob("*.js"))
FILES = {"record/drill_report.html"}
"""Templates of reports kept as files and opened from disk, where there is no policy and no style sheet beside them."""

TOO_NEW = re.compile(
    r"oklch\(|oklab\(|color-mix\(|light-dark\(|:has\(|@container|@layer|@scope|@starting-style|text-wrap:\s*balance"
)
INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "style element": re.compile(r"<style[\s>]"),
    "handler": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "hx-on": re.compile(r"\shx-on"),
    "script text": re.compile(r"<script(?![^>]*\ssrc=)"),
    "javascript address": re.compile(r"javascript:"),
    "another host": re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//"""),
    "unescaped": re.compile(r"\|\s*safe\b|autoescape off"),
}


def stripped(sheet: str) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)


def is_nested(sheet: str) -> bool:
    """Whether a rule stands inside another rule; inside @media and the like it may."""
    depth: list[bool] = []
    for head, brace in re.findall(r"([^{};]*)([{}])", stripped(sheet)):
        if brace == "}":
            depth.pop()
            continue
        if depth and not depth[-1]:
            return True
        depth.append(head.strip().startswith("@"))
    return False


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(name: str) -> None:
    assert get_template(name)


@pytest.mark.parametrize("name", sorted({*TEMPLATES} - FILES))
def test_a_template_keeps_to_the_content_policy(name: str) -> None:
    text = (WWW / "templates" / name).read_text("utf-8")
    assert {fault: found[0] for fault, pattern in INLINE.items() if (found := pattern.findall(text))} == {}


def test_every_template_is_used() -> None:
    sources = [*WWW.parent.rglob("*.py"), *(WWW / "templates").rglob("*.*")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    assert [name for name in TEMPLATES if f'"{name}"' not in text and f"'{name}'" not in text] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_uses_what_chromium_109_knows(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    assert TOO_NEW.findall(stripped(text)) == []
    assert not is_nested(text)
    assert "://" not in stripped(text)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_makes_no_code_and_asks_no_other_host(script: Path) -> None:
    text = script.read_text("utf-8")
    assert re.findall(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write|https?://", text) == []


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<p style="color:red">', "style attribute"),
        ('<a href="#" onclick="x()">', "handler"),
        ("<script defer>x()</script>", "script text"),
        ('<img src="//cdn.example/x.png">', "another host"),
        ("{{ name|safe }}", "unescaped"),
    ],
)
def test_a_planted_fault_is_found(planted: str, fault: str) -> None:
    assert INLINE[fault].search(planted)


def test_planted_css_is_found() -> None:
    assert TOO_NEW.search("a{color:color-mix(in srgb,red,blue)}")
    assert is_nested("a{color:red;&:hover{color:blue}}")
    assert is_nested("@media print{a{b{color:red}}}")
    assert not is_nested("@media print{a{color:red} b{color:blue}}")
