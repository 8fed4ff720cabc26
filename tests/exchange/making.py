"""Small data sets for the tests of loading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zugong.accounts.acting import Acting
from zugong.exchange.actions.load_dataset import load_dataset
from zugong.exchange.planning import Plan


BY = Acting.program("tests")

DISTRICT = {
    "党组织与单位": [
        ("编号", "名称", "上级编号", "类别"),
        ("r", "示例区委", "", "党委"),
        ("u", "示例局", "r", "单位"),
        ("c", "示例局党委", "u", "党委"),
        ("b1", "示例第一党支部", "c", "党支部"),
        ("b2", "示例第二党支部", "r", "党支部"),
    ],
    "人员": [
        ("编号", "姓名", "学历", "出生年月"),
        ("p1", "单一例", "大学", "1980-05"),
        ("p2", "例二", "", ""),
    ],
    "党员组织关系": [
        ("人员编号", "支部编号", "状态", "转入日期"),
        ("p1", "b1", "正式", "2020-01-01"),
        ("p2", "b2", "预备", "2024-01-01"),
    ],
    "任职经历": [
        ("人员编号", "职务", "层次", "单位编号", "起", "止"),
        ("p1", "科员", "科员级", "r", "2010-01-01", "2020-01-01"),
        ("p1", "副局长", "乡科级副职", "u", "2020-01-01", ""),
    ],
}
"""Two branches, two people: one works in the bureau, the other only belongs to a branch."""


def write(folder: Path, **tables: Sequence[Sequence[str]]) -> Path:
    """One CSV file per table in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, rows in tables.items():
        text = "\n".join(",".join(row) for row in rows) + "\n"
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def load(folder: Path, *, only_good: bool = False, **tables: Sequence[Sequence[str]]) -> Plan:
    """Write the tables into the folder and load them as the program."""
    return load_dataset(write(folder, **tables), by=BY, only_good=only_good)


def counts(plan: Plan) -> dict[str, tuple[int, int, int, int]]:
    """Table -> new, changed, unchanged, faulty."""
    return {count.table: (count.new, count.changed, count.unchanged, count.faulty) for count in plan.counts}
