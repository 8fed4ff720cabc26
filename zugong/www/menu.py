"""The left menu, as a table: what stands where, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zugong.accounts.enums import OFFICERS, SECTIONS, Administration, Role
from zugong.compliance.scope import ADVERSE_ROLES, CASE_ROLES
from zugong.objections.seeing import HANDLERS


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: the character before it, its words, where it leads, who sees it, and its group."""

    mono: str
    label: str
    url: str
    roles: frozenset[str]
    argument: str = ""
    group: int = 0


CHANNEL_ROLES: Mapping[str, frozenset[str]] = {
    "appointment": CASE_ROLES,
    "training": frozenset(SECTIONS | {Role.UNIT_SECRETARY}),
    "branch_life": frozenset(OFFICERS),
    "assessment": SECTIONS,
    "accountability": ADVERSE_ROLES,
}
"""Whose work a channel is part of: who has it in the menu and on the desk. Its page stays open to every officer."""

_ALL = frozenset({*Role.values, *Administration.values})

MENU = (
    Item("工", "工作台", "desk:desk", _ALL),
    Item("审", "审签", "approvals:list", frozenset(OFFICERS)),
    Item("规", "合规", "compliance:board", frozenset(OFFICERS)),
    Item("选", "干部选任", "channels:channel", CHANNEL_ROLES["appointment"], "appointment", 1),
    Item("训", "教育培训", "channels:channel", CHANNEL_ROLES["training"], "training", 1),
    Item("会", "组织生活", "channels:channel", CHANNEL_ROLES["branch_life"], "branch_life", 1),
    Item("评", "考核", "channels:channel", CHANNEL_ROLES["assessment"], "assessment", 1),
    Item("责", "问责申诉", "channels:channel", CHANNEL_ROLES["accountability"], "accountability", 1),
    Item("档", "我的档案", "me:record", frozenset({Role.PERSON}), group=2),
    Item("人", "人员", "people:list", frozenset(OFFICERS), group=2),
    Item("支", "组织机构", "organizations:list", frozenset(OFFICERS | {Administration.SECURITY}), group=2),
    Item("历", "工作日历", "calendar:year", _ALL, group=2),
    Item("诉", "异议与更正", "objections:list", HANDLERS, group=2),
    Item("表", "导入导出", "exchange:list", frozenset(OFFICERS), group=2),
    Item("法", "法规", "rulebook:list", _ALL, group=2),
    Item("留", "留痕", "record:list", frozenset({Administration.AUDIT}), group=3),
    Item(
        "户", "账号", "administration:accounts", frozenset({Administration.SYSTEM, Administration.SECURITY}), group=3
    ),
    Item("机", "运行", "administration:system", frozenset({Administration.SYSTEM}), group=3),
)
