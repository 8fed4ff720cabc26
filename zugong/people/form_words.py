"""Words of the appointment form that the register keeps as values: months, grades of years, education levels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from zugong.regulations.tables.schema import EDUCATION_LEVELS, GRADES


YEARS_ON_FORM = 3
"""How many of the last grades the form shows."""

_BY_LABEL = {label: code for code, label in GRADES.items()}
_GRADE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*年?度?(?:年度)?(?:考核)?(?:结果|等次)?(?:定?为)?[：:]?\s*"
    rf"(?P<grade>{'|'.join(sorted(_BY_LABEL, key=len, reverse=True))})",
    re.ASCII,
)
_LEVEL_WORDS = {
    "postgraduate": ("研究生", "博士", "硕士"),
    "bachelor": ("大学", "本科", "学士"),
    "associate": ("大专", "专科"),
    "below": ("高中", "中专", "中技", "中师", "初中", "小学"),
}
_RANKING = ("博士", "硕士", "研究生", "学士", "双学位", "大学", "本科", "大专", "专科")
"""Names of education levels and degrees, the highest first; what names none of them comes last."""


def month_of(day: date | None) -> str | None:
    """`1972-04`, as forms write days."""
    return None if day is None else day.isoformat()[:7]


def day_of(written: str | None) -> date | None:
    """The first day of a month, or the day itself; None for what is no day of the calendar."""
    if not written:
        return None
    try:
        return date.fromisoformat(written if len(written) > 7 else f"{written}-01")
    except ValueError:
        return None


def grades_of(text: str) -> dict[int, str]:
    """Year -> code of the grade, as far as the text says them."""
    return {int(found["year"]): _BY_LABEL[found["grade"]] for found in _GRADE.finditer(text)}


def grades_text(grades: Mapping[int, str]) -> str:
    """`2023年：称职；2024年：优秀；2025年：称职`, the last three years there are."""
    last = sorted(grades)[-YEARS_ON_FORM:]
    return "；".join(f"{year}年：{GRADES[grades[year]]}" for year in last)


def education_level(names: Iterable[str]) -> str:
    """The highest level of the contract that the names say, empty when they say none."""
    text = "；".join(names)
    return next((level for level in EDUCATION_LEVELS if any(word in text for word in _LEVEL_WORDS[level])), "")


def highest(diplomas: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The one the form shows: the highest by name, the latest of equal ones."""
    return min(diplomas, key=_standing, default=None)


def digest_of(value: Any) -> str:
    """A short digest of a JSON value, to see whether it is still the same."""
    return sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def _standing(diploma: Mapping[str, Any]) -> tuple[int, int]:
    ranked = (place for place, word in enumerate(_RANKING) if word in diploma["name"])
    graduated = diploma.get("graduated_on")
    return next(ranked, len(_RANKING)), -graduated.toordinal() if graduated else 0
