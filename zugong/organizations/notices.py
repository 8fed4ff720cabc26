"""Reads the yearly notice of the State Council on days off: 放假 from … to …, 上班 on … .

A line is understood whole or reported whole: days, the day of the week in brackets and 共…天 must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta


WEEKDAYS = "一二三四五六日"
_DAY = r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})[日号](?P<{0}w>[（(][^）)]*[）)])?"
_SPAN = re.compile(_DAY.format("a") + r"(?:\s*(?:至|到|—|–|－|-|~|～)\s*" + _DAY.format("b") + ")?")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_TOTAL = re.compile(r"(?:共|放假)\s*(\d{1,2})\s*天")
_SENTENCE = re.compile(r"[^。；;\n]+")
_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|\d+[.、])?\s*(?P<name>[^\d：:，,。]{2,12})[：:]")
_MARKS = re.compile(r"[（(][^）)]*[）)]")


@dataclass(frozen=True, slots=True)
class Span:
    """Days of one kind: off when `is_workday` is false, worked in exchange when it is true."""

    first: date
    last: date
    is_workday: bool
    name: str = ""

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


@dataclass(slots=True)
class Notice:
    """What a text says about a year, and what in it was not understood."""

    spans: list[Span] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def days(self) -> dict[date, tuple[bool, str]]:
        """Each day named, whether it is worked, and the holiday it belongs to."""
        return {day: (span.is_workday, span.name) for span in self.spans for day in span.days}


def read_notice(text: str, year: int) -> Notice:
    """Read the notice for a year. Months carry on from the day before; so do years, which begin with `year`."""
    notice, name = Notice(), ""
    for line in text.splitlines():
        heading = _HEADING.match(line)
        name = heading["name"].strip() if heading else name
        for sentence in _SENTENCE.findall(line):
            _read_sentence(sentence, year, name, notice)
    _find_contradictions(notice)
    return notice


def _read_sentence(sentence: str, year: int, name: str, notice: Notice) -> None:
    if not _SPAN.search(sentence):
        return
    bare = _MARKS.sub("", sentence)
    works, rests = "上班" in bare, any(word in bare for word in ("放假", "休息", "连休", "补休"))
    if works == rests:
        notice.problems.append(f"“{sentence.strip()}”没有写明放假还是上班；请一句只写一种，如“1月1日至3日放假”。")
        return
    try:
        spans = list(_spans(sentence, year, works, name if rests else f"{name}调休".strip()))
    except ValueError as problem:
        notice.problems.append(f"“{sentence.strip()}”：{problem}")
        return
    total = _TOTAL.search(bare)
    counted = sum(len(span.days) for span in spans)
    if rests and total and int(total[1]) != counted:
        notice.problems.append(f"“{sentence.strip()}”：写着共 {total[1]} 天，所列日期是 {counted} 天；请核对。")
        return
    notice.spans += spans


def _spans(sentence: str, year: int, is_workday: bool, name: str) -> Iterator[Span]:
    month = 0
    for match in _SPAN.finditer(sentence):
        first = _day(match, "a", year, month)
        last = _day(match, "b", first.year, first.month) if match["bd"] else first
        if last < first:
            raise ValueError(f"{last} 在 {first} 之前；跨年的日期请写明年份")
        month = last.month
        yield Span(first, last, is_workday, name)


def _day(match: re.Match[str], end: str, year: int, month: int) -> date:
    year, month = int(match[f"{end}y"] or year), int(match[f"{end}m"] or month)
    try:
        day = date(year, month, int(match[f"{end}d"]))
    except ValueError:
        raise ValueError(f"“{match[0]}”不是一天；请写清月和日") from None
    told = _WEEKDAY.search(match[f"{end}w"] or "")
    if told and WEEKDAYS.index(told[1].replace("天", "日")) != day.weekday():
        raise ValueError(f"{day} 是周{WEEKDAYS[day.weekday()]}，写的是周{told[1]}；请核对年份和日期")
    return day


def _find_contradictions(notice: Notice) -> None:
    said: dict[date, bool] = {}
    for span in notice.spans:
        for day in span.days:
            if said.setdefault(day, span.is_workday) != span.is_workday:
                notice.problems.append(f"{day} 既写了放假又写了上班；请改成一种。")
