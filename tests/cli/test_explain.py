from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_check import MEETINGS, ORGANIZATIONS, QUARTERLY, write
from zugong.cli.main import main


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write(tmp_path / "d", organizations=ORGANIZATIONS, meetings=MEETINGS)


def explain(dataset: Path, *more: str) -> int:
    return main(["explain", str(dataset), *more, "--as-of", "2025-12-31"])


def test_a_passing_period_shows_the_rows_counted(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(dataset, QUARTERLY, "b1", "--period", "2025-Q2") == 0
    said = capsys.readouterr().out
    for part in ("支部党员大会每季度至少召开一次", "m2", "2025-05-06", "第11条", "待核实", "1 次", "✓ 合规"):
        assert part in said
    assert "m1" not in said


def test_without_a_period_the_open_ones_are_explained(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(dataset, QUARTERLY, "b1") == 0
    said = capsys.readouterr().out
    assert said.count("✕ 不合规") >= 2
    assert "2025年第3季度" in said
    assert "2025年第1季度" not in said


def test_hours_are_added_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = write(
        tmp_path / "d",
        people="编号,姓名\np1,示例\n",
        members="人员编号,支部编号,状态,转入日期\np1,b1,正式,2020-01-01\n",
        training_records="人员编号,结束日期,学时\np1,2025-03-01,10.5\np1,2025-04-01,20\n",
    )
    assert explain(dataset, "training.member_yearly", "p1") == 0
    said = capsys.readouterr().out
    assert "30.5" in said
    assert "✕ 不合规" in said


@pytest.mark.parametrize(
    ("rule", "subject", "said"), [(QUARTERLY, "b9", "没有结论"), ("branch_life.nothing", "b1", "没有规则符合")]
)
def test_nothing_to_explain_says_why(
    dataset: Path, capsys: pytest.CaptureFixture[str], rule: str, subject: str, said: str
) -> None:
    assert explain(dataset, rule, subject) == 2
    assert said in capsys.readouterr().err
