"""The words and small sums that all reports for people share."""

from __future__ import annotations

import re
import unicodedata

from zugong.core.outcomes import Outcome
from zugong.regulations.findings import TOPICS, Check


DISCLAIMER = "本表由系统按法规参数核对，只提示，不作决定"
UNCONFIRMED = "（待核实）"

ORDER = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS, Outcome.NOT_APPLICABLE)
"""Outcomes as people want to read them: what needs work first."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


def topic_label(topic: str) -> str:
    """The Chinese name of a rule topic; topics of local packs keep their key."""
    return TOPICS.get(topic, topic)


def lamp(outcome: str) -> str:
    """Glyph and word of an outcome, e.g. `✕ 不合规`: never colour alone."""
    known = Outcome(outcome)
    return f"{known.glyph} {known.label}"


def subject_name(check: Check, kind: str, identifier: str) -> str:
    """The name shown for a subject; its id when the data set names it nowhere."""
    return check.names.get((kind, identifier)) or identifier


def subject_label(check: Check, kind: str, identifier: str) -> str:
    """Name with the id in brackets, or the id alone; the blank lets a narrow column wrap before the id."""
    name = subject_name(check, kind, identifier)
    return identifier if name == identifier else f"{name} ({identifier})"


def citation_label(check: Check, citation: str) -> str:
    """Regulation and article in Chinese, marked when its text is still to be confirmed."""
    label = check.citations.get(citation) or citation
    return label + UNCONFIRMED if citation in check.unconfirmed else label


def period_label(period: str) -> str:
    """`2025-03` as 2025年03月 (two digits, so that text sorts), `2025-Q1` as 2025年第1季度, `2025` as 2025年."""
    if re.fullmatch(r"\d{4}", period):
        return f"{period}年"
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        return f"{match[1]}年第{match[2]}季度"
    if match := re.fullmatch(r"(\d{4})-(\d\d)", period):
        return f"{match[1]}年{match[2]}月"
    return period


def dataset_name(check: Check) -> str:
    """The last part of the data set's path: reports travel, folders of the machine do not."""
    return re.split(r"[\\/]", check.dataset.rstrip("\\/"))[-1]


def rate_permille(passes: int, fails: int) -> int | None:
    """Compliance among the judged in whole permille, rounded down so that 100 % means no failure; None if none."""
    judged = passes + fails
    return passes * 1000 // judged if judged else None


def rate_text(passes: int, fails: int) -> str:
    """`97.5%`, or a dash when nothing was judged."""
    permille = rate_permille(passes, fails)
    return "—" if permille is None else f"{permille // 10}.{permille % 10}%"


def printable(text: str) -> str:
    """Control characters become a visible mark: they break XML and can steer a terminal."""
    return _UNPRINTABLE.sub("\ufffd", text)


def inert(text: str) -> str:
    """A cell no spreadsheet takes for a formula: a leading apostrophe where the text could start one."""
    first = text[:1]
    if first.isspace():
        first = text.lstrip()[:1] or first
    return f"'{text}" if first in _FORMULA_STARTS or text[:1] in _FORMULA_STARTS else text


def display_width(text: str) -> int:
    """Width in columns of half-width characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
