"""Units of parameters: how a value is written in a pack, held in memory and shown to people."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zugong.regulations.tables.schema import EDUCATION_LEVELS, GRADES, LEVELS


Amount = int | Decimal | Fraction | bool | str
"""A value in memory: whole number, exact decimal, exact fraction, flag or code, by unit."""

SANCTION_EFFECTS = {"not_excellent": "不得确定为优秀", "not_graded": "不定等次", "incompetent": "不称职"}
"""What a sanction does to the annual appraisal of its year."""

CODES: Mapping[str, str] = {**LEVELS, **EDUCATION_LEVELS, **GRADES, **SANCTION_EFFECTS}
"""Codes a parameter may hold, with their labels."""

_WHOLE = re.compile(r"0|[1-9]\d{0,8}")
_DECIMAL = re.compile(r"(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?")
_FRACTION = re.compile(r"(\d{1,6})\s*/\s*([1-9]\d{0,5})")


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError("应为不带单位的整数，如 5")
    return int(text)


def _decimal(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise ValueError("应为最多六位小数的数，如 1.5")
    return Decimal(text)


def _share(text: str) -> Fraction:
    match = _FRACTION.fullmatch(text)
    if match is None and not _DECIMAL.fullmatch(text):
        raise ValueError('应为 0 到 1 之间的份额，写作 "2/3" 或 0.50')
    share = Fraction(int(match[1]), int(match[2])) if match else Fraction(text)
    if share > 1:
        raise ValueError("份额不能大于 1")
    return share


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("应为 true 或 false")
    return text == "true"


def _duty(text: str) -> bool:
    if text != "true":
        raise ValueError("义务只写 true；不再要求时用 until 写明截止日")
    return True


def _code(text: str) -> str:
    if text not in CODES:
        raise ValueError("应为下列代码之一：" + "、".join(f"{code}（{label}）" for code, label in CODES.items()))
    return text


def _show_share(value: Amount) -> str:
    """1/2, 2/3 and 1/7 read best as fractions, 10% and 25% as per cent."""
    share = Fraction(value)
    percent = share * 100
    return f"{percent}%" if percent.denominator == 1 and share.denominator > 2 else str(share)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its name in a pack, its Chinese name, how it reads (ValueError says what is expected) and shows."""

    name: str
    label: str
    read: Callable[[str], Amount]
    show: Callable[[Amount], str]


def _measured(name: str, label: str, read: Callable[[str], Amount], counter: str) -> Unit:
    return Unit(name, label, read, lambda value: f"{value} {counter}".rstrip())


UNITS: Mapping[str, Unit] = {
    unit.name: unit
    for unit in (
        _measured("count", "个数", _whole, ""),
        _measured("month", "月", _whole, "个月"),
        _measured("year", "年", _whole, "年"),
        _measured("workday", "工作日", _whole, "个工作日"),
        _measured("day", "天", _whole, "天"),
        _measured("credit_hour", "学时", _decimal, "学时"),
        _measured("training_day", "培训天数", _decimal, "天"),
        Unit("share", "份额", _share, _show_share),
        Unit("flag", "是否", _flag, lambda value: "是" if value else "否"),
        Unit("duty", "义务", _duty, lambda value: "应当"),
        Unit("code", "代码", _code, lambda value: CODES[str(value)]),
    )
}
