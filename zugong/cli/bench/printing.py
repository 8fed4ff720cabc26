"""Figures for people: seconds, memory, and how they stand to the budgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from zugong.cli.bench.contenders import DECODERS, JUDGES, OURS


BUDGETS = {
    "to_hand_written_sql": ("与手写 SQL 之比", 1.0),
    "to_decode_floor": ("与解码下限之比", 3.0),
    "province_to_nation": ("省到全国的增长（1 为线性）", 1.0),
}
MEMORY_MIB = 1024
WIDTH = 110
"""Columns, also where the output is a file: a cut figure is no figure."""


def print_nation(figures: Mapping[str, Any], *, agree: bool) -> None:
    """The contenders one by one, then the budgets."""
    console = Console(width=WIDTH)
    console.print(_contenders(figures))
    console.print(_budgets(figures))
    console.print(f"组织生活 {figures['rows']:,} 行，不合规 {figures['failures']:,} 行")
    console.print("各方法结果一致" if agree else "[bold]各方法结果不一致：数字不可用，请报告[/bold]")


def _contenders(figures: Mapping[str, Any]) -> Table:
    seconds = figures["seconds"]
    table = _table("方法", "全国每月（秒）", "其处理器秒", "全国每季（秒）", "省每月（秒）", "内存（MiB）")
    for name, label in (JUDGES | DECODERS).items():
        monthly, quarterly, province = (seconds.get(key) for key in (name, f"quarterly_{name}", f"province_{name}"))
        times = (monthly, figures["cpu_seconds"][name], quarterly, province)
        shown = ("—" if time is None else f"{time:.2f}" for time in times)
        table.add_row(label, *shown, f"{figures['memory_mib'][name]:.0f}")
    return table


def _table(*headings: str) -> Table:
    """A table whose figures stand at the right and whose words are never cut."""
    table = Table()
    for place, heading in enumerate(headings):
        table.add_column(heading, no_wrap=True, justify="right" if place else "left")
    return table


def _budgets(figures: Mapping[str, Any]) -> Table:
    table = _table("预算", "上限", "实测", "结论")
    ratios = figures["ratios"]
    rows = [(label, limit, ratios[key]) for key, (label, limit) in BUDGETS.items()]
    rows.append(("内存（MiB）", MEMORY_MIB, figures["memory_mib"][OURS]))
    for label, limit, actual in rows:
        table.add_row(label, f"{limit:g}", f"{actual:.2f}", "达到" if actual <= limit else "超出")
    return table


def print_rules(rules: Mapping[str, Mapping[str, Any]]) -> None:
    """Every rule with its subjects and seconds, the slowest first."""
    table = _table("规则", "对象", "结论行数", "秒", "每百万对象秒")
    for key, row in sorted(rules.items(), key=lambda item: -item[1]["seconds"]):
        rate = row["seconds_per_million_subjects"]
        table.add_row(key, f"{row['subjects']:,}", f"{row['rows']:,}", f"{row['seconds']:.2f}", f"{rate:.2f}")
    Console(width=WIDTH).print(table)
