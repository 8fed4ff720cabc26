"""Assessment schemes with their weights, and the scores of a year."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa

from zugong.regulations.tables.schema import MILLIONTHS
from zugong.samples import canonical
from zugong.samples.drawing import Dice, Topic
from zugong.samples.organizations import Tree
from zugong.samples.plan import Plan


class Leaf(NamedTuple):
    """An indicator that is scored: name, weight in percent of its parent."""

    name: str
    percent: int
    ideology: bool | None = False


class Branch(NamedTuple):
    """A group of indicators: name, weight in percent of the scheme."""

    name: str
    percent: int
    leaves: tuple[Leaf, ...]


SCHEMES: dict[str, tuple[Branch, ...]] = {
    "objective": (
        Branch("经济发展", 40, (Leaf("重点项目", 50), Leaf("营商环境", 30), Leaf("财政收支", 20))),
        Branch("民生保障", 30, (Leaf("就业与社会保障", 40), Leaf("教育与健康", 40), Leaf("安全生产", 20))),
        Branch("党的建设", 20, (Leaf("意识形态工作", 50, True), Leaf("基层组织", 30), Leaf("党风廉政", 20))),
        Branch("社会治理", 10, (Leaf("信访办理", 50), Leaf("网格治理", 50))),
    ),
    "party_building": (
        Branch("政治建设", 30, (Leaf("理论学习", 50), Leaf("组织生活", 50))),
        Branch("意识形态责任制", 25, (Leaf("责任落实", 60, True), Leaf("阵地管理", 40, True))),
        Branch("组织建设", 30, (Leaf("支部规范化", 40), Leaf("党员教育管理", 40), Leaf("干部队伍", 20))),
        Branch("作风建设", 15, (Leaf("联系群众", 60), Leaf("监督执纪", 40))),
    ),
    "街道绩效考核": (
        Branch("社区服务", 45, (Leaf("窗口服务", 50), Leaf("网格巡查", 50))),
        Branch("环境整治", 30, (Leaf("垃圾分类", 60), Leaf("市容秩序", 40))),
        Branch("群众评议", 20, (Leaf("满意度", 70, None), Leaf("投诉办理", 30, None))),
    ),
}
"""Percent of each level; the local scheme of the streets adds up to 95, a fault that a check should find."""


def build(tree: Tree) -> dict[str, pa.Table]:
    """Indicators stand once, in the first district of a city; every district has scores."""
    rows, leaves = _indicators(tree.plan)
    return {
        "indicators": canonical.from_rows("indicators", rows if tree.plan.number == 0 else []),
        "indicator_scores": canonical.from_rows("indicator_scores", _scores(tree, leaves)),
    }


def _indicators(plan: Plan) -> tuple[list[dict[str, object]], list[tuple[str, str]]]:
    """Rows, and (scheme, id) of what is scored."""
    rows: list[dict[str, object]] = []
    leaves: list[tuple[str, str]] = []

    def add(scheme: str, name: str, parent_id: str | None, percent: int, ideology: bool | None) -> str:
        own_id = f"i0{len(rows) + 1:03}"
        rows.append({"indicator_id": own_id, "scheme": scheme, "name": name, "parent_id": parent_id,
                     "weight": percent * MILLIONTHS // 100, "ideology": ideology})  # fmt: skip
        return own_id

    for scheme, branches in SCHEMES.items():
        for branch in branches:
            above = add(scheme, branch.name, None, branch.percent, False)
            leaves += [(scheme, add(scheme, leaf.name, above, leaf.percent, leaf.ideology)) for leaf in branch.leaves]
    return rows, leaves


def _scores(tree: Tree, leaves: list[tuple[str, str]]) -> list[dict[str, object]]:
    """Units are scored by the objective scheme, their Party bodies by the second, streets by the local one too."""
    dice = tree.plan.dice(Topic.INDICATORS)
    units = tree.of_kind("unit")
    bodies = [row for row in tree.rows if row.kind in ("committee", "leading_group")]
    streets = [row for row in units if row.style in ("street", "town")]
    subjects = {"objective": units, "party_building": bodies}
    return [
        {"subject_id": row.organization_id, "indicator_id": own_id, "score": _score(dice)}
        for scheme, own_id in leaves
        for row in subjects.get(scheme, streets)
    ]


def _score(dice: Dice) -> int:
    """Between 60 and 100, in halves."""
    return dice.between(2 * (60 if dice.chance(0.05) else 80), 200) * MILLIONTHS // 2
