"""The first thing a reader tries: README's own data set, checked, gives the output that README prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.architecture.documents import ROOT, blocks
from zugong.cli.main import main


README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place in which the tables of README stand under the names it gives them."""
    monkeypatch.chdir(tmp_path)
    names = re.findall(r"`(我的数据/\S+\.csv)`：", README)
    tables = blocks(README, "csv")
    assert len(names) == len(tables) == 2
    for name, table in zip(names, tables, strict=True):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(table, "utf-8")
    return tmp_path


def test_the_check_of_readme_prints_what_readme_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (command,) = [line for block in blocks(README, "sh") for line in block.splitlines() if "我的数据" in line]
    assert main(shlex.split(command)[1:]) == 1
    assert capsys.readouterr().out == blocks(README, "text")[0]


def test_the_error_the_guide_shows_is_the_one_that_is_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    meetings = folder / "我的数据/组织生活.csv"
    meetings.write_text(meetings.read_text("utf-8").replace("2025-07-01", "2025-06-31"), "utf-8")
    assert main(["check", "我的数据", "--as-of", "2025-12-31"]) == 2
    shown = next(
        block for block in blocks((ROOT / "docs/user-guide.md").read_text("utf-8"), "text") if "2025-06-31" in block
    )
    assert shown.strip() in capsys.readouterr().err


def test_the_explanation_the_guide_offers_is_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guide = (ROOT / "docs/user-guide.md").read_text("utf-8")
    (command,) = [
        line for block in blocks(guide, "sh") for line in block.splitlines() if line.startswith("zugong explain")
    ]
    assert main(shlex.split(command)[1:]) == 0
    out = capsys.readouterr().out
    assert "2025年第2季度" in out
    assert "第11条" in out
