"""The left menu, as a table: what stands where, and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from zugong.accounts.enums import OFFICERS, Administration, Role


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: the character before it, its words, where it leads, who sees it, and its group."""

    mono: str
    label: str
    url: str
    roles: frozenset[str]
    argument: str = ""
    group: int = 0


_OFFICERS = frozenset(OFFICERS | {Role.SCRUTINEER})
_ALL = frozenset({*Role.values, *Administration.values})

MENU = (
    Item("工", "工作台", "desk:desk", _ALL),
    Item("规", "合规", "compliance:board", frozenset(OFFICERS)),
    Item("选", "干部选任", "channels:channel", frozenset(OFFICERS), "appointment", 1),
    Item("训", "教育培训", "channels:channel", frozenset(OFFICERS), "training", 1),
    Item("会", "组织生活", "channels:channel", frozenset(OFFICERS), "branch_life", 1),
    Item("评", "考核", "channels:channel", frozenset(OFFICERS), "assessment", 1),
    Item("责", "问责申诉", "channels:channel", frozenset(OFFICERS), "accountability", 1),
    Item("人", "人员", "people:list", frozenset(OFFICERS), group=2),
    Item("支", "组织机构", "organizations:list", frozenset(OFFICERS | {Administration.SECURITY}), group=2),
    Item("历", "工作日历", "calendar:year", _ALL, group=2),
    Item("表", "导入导出", "exchange:list", frozenset(OFFICERS), group=2),
    Item("法", "法规", "rulebook:list", _ALL, group=2),
    Item("留", "留痕", "record:list", frozenset({Administration.AUDIT}), group=3),
    Item(
        "户", "账号", "administration:accounts", frozenset({Administration.SYSTEM, Administration.SECURITY}), group=3
    ),
    Item("机", "运行", "administration:system", frozenset({Administration.SYSTEM}), group=3),
)
