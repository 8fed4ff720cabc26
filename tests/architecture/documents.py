"""The documents and text files of the tree, as the tests of documents read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path


ROOT = Path(__file__).parents[2]
PASSED_OVER = {
    ".git", ".venv", "var", "build", "dist", "zugong.egg-info", "__pycache__", ".hypothesis", ".import_linter_cache",
    ".mypy_cache", ".pytest_cache", ".ruff_cache", "spark-warehouse", "metastore_db",
    "node_modules", "vendor", "secrets",
}  # fmt: skip
GENERATED = ROOT / "docs/generated"


def pages() -> list[Path]:
    """README, CHANGELOG, the page on deploying and every page below docs, generated ones too."""
    named = ("README.md", "CHANGELOG.md", "deploy/README.md")
    return [*(ROOT / name for name in named), *sorted((ROOT / "docs").rglob("*.md"))]


def text_files() -> Iterator[Path]:
    """Every text file of the tree that somebody wrote."""
    for path in sorted(ROOT.rglob("*")):
        ours = path.is_file() and not PASSED_OVER & set(path.relative_to(ROOT).parts)
        if ours and b"\0" not in path.read_bytes()[:1024]:
            yield path


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of that language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def prose(page: str) -> str:
    """The page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)


def rows(page: str, columns: int) -> list[list[str]]:
    """Rows of the tables with that many columns, headings included."""
    lines = [line.strip().strip("|") for line in page.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if not re.fullmatch(r"[|:-]+", line)]
    return [row for row in cells if len(row) == columns]


def anchors(page: str) -> set[str]:
    """What a link into the page may name: its headings as the usual viewers spell them, and explicit ids."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    spelled = {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}
    return spelled | set(re.findall(r'<a id="([^"]+)">', page))
