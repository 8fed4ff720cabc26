"""What each role most often does next, as links on the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from zugong.accounts.enums import OFFICERS, Administration, Role


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A link: its words, where to, for whom."""

    label: str
    url: str
    roles: frozenset[str]

    @property
    def address(self) -> str:
        return reverse(self.url)


SHORTCUTS = (
    Shortcut("看合规", "compliance:board", frozenset(OFFICERS)),
    Shortcut("查人员", "people:list", frozenset(OFFICERS)),
    Shortcut("查组织", "organizations:list", frozenset(OFFICERS | {Administration.SECURITY})),
    Shortcut("导入导出", "exchange:list", frozenset({Role.ORGANIZATION_OFFICER, Role.CADRE_OFFICER})),
    Shortcut("工作日历", "calendar:year", frozenset({Role.PERSON, Role.SCRUTINEER, Role.ORGANIZATION_OFFICER})),
    Shortcut("查法规", "rulebook:list", frozenset({*Role.values, *Administration.values})),
    Shortcut("账号", "administration:accounts", frozenset({Administration.SYSTEM, Administration.SECURITY})),
    Shortcut("运行情况", "administration:system", frozenset({Administration.SYSTEM})),
    Shortcut("看留痕", "record:list", frozenset({Administration.AUDIT})),
    Shortcut("我的档案", "me:record", frozenset(Role.values)),
    Shortcut("我的账号", "me:me", frozenset({Role.PERSON, Role.SCRUTINEER, *Administration.values})),
)


def shortcuts_for(roles: frozenset[str]) -> list[Shortcut]:
    """The shortcuts of somebody who holds these roles, in the order of the table."""
    return [shortcut for shortcut in SHORTCUTS if shortcut.roles & roles]
