"""Sealed fields: what a page shows in their place, who may open them, and the reasons that count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zugong.accounts.enums import Role
from zugong.core.errors import Invalid
from zugong.people.models import Person


OPENERS = frozenset({Role.CADRE_OFFICER})
"""Who may open them, over the people in scope."""

REASONS: Mapping[str, str] = {
    "form": "填报任免审批表",
    "check": "核对档案、户籍",
    "report": "向上级报送材料",
    "matters": "核实个人有关事项",
    "kin": "核对亲属和任职回避",
    "other": "其他（在说明里写清）",
}
FAMILY = "family"
"""The relatives are opened together: one of them alone says little."""

LABELS: Mapping[str, str] = {"id_number": "身份证号", "health": "健康状况", FAMILY: "家庭成员"}
"""What may be opened, and what it is called."""

LEAST_WORDS = 4
MOST_WORDS = 200

LAW = "个人信息保护法（2021）第28条"
"""Sensitive personal information: a specific purpose, and need."""

_SHOWN_FRONT, _SHOWN_BACK = 2, 2


@dataclass(frozen=True, slots=True)
class Opened:
    """A sealed value, shown once."""

    label: str
    value: str


def masked(name: str, text: str) -> str:
    """What stands in place of a sealed text: an id number by its ends, a name by its start, else its length."""
    if not text:
        return "未填"
    if name == "name":
        return f"{text[0]}{'*' * (len(text) - 1)}"
    if name == "id_number" and len(text) > _SHOWN_FRONT + _SHOWN_BACK:
        hidden = len(text) - _SHOWN_FRONT - _SHOWN_BACK
        return f"{text[:_SHOWN_FRONT]}{'*' * hidden}{text[-_SHOWN_BACK:]}"
    return f"已登记（{len(text)} 字，未打开）"


def check_reason(choice: str, words: str) -> str:
    """The reason as the record keeps it. Raises Invalid for one that says nothing."""
    if choice not in REASONS:
        raise Invalid(fields={"choice": "请选择打开的事由。"})
    words = words.strip()
    if len(words) < LEAST_WORDS:
        raise Invalid(fields={"words": f"请写明具体用途，至少 {LEAST_WORDS} 个字，本人看得到。"})
    if len(words) > MOST_WORDS:
        raise Invalid(fields={"words": f"最多 {MOST_WORDS} 字，现有 {len(words)} 字。"})
    return f"{REASONS[choice].partition('（')[0]}：{words}"


def may_open(user: Any, person: Person) -> bool:
    """Whether the account may open sealed fields of the person."""
    return bool(Person.objects.visible_to(user, OPENERS).filter(pk=person.pk).exists())
