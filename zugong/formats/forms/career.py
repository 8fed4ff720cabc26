"""简历: the text of a form to lines with their sub-periods, and lines to text in the standard form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zugong.formats.forms.checking import check_career
from zugong.formats.forms.days import dotted
from zugong.formats.forms.form import CareerLine, Spell
from zugong.formats.forms.refusing import Noted
from zugong.formats.forms.spells import DATED, LEADING, level, month, shadow, split_spells


_YEARS = re.compile(r"\d{4}年? {0,4}(?:-{1,4}|~|至|到) {0,4}(?:\d{4}年?|至今|今)?(?![\d./月])|\d{4}年?(?: |$)")
_BELOW = re.compile(r"[（(]|其间|期间")
_ASIDE = re.compile(
    r"兼任|现兼|历任|曾任|第?[一二三四五六七八九十\d]+届.{0,30}(?:委员|代表)|.{0,30}届.{0,30}(?:委员|代表)"
)
_AHEAD = 8  # lines within which an open bracket must close
MAX_CAREER = 100_000
"""Characters of a 简历 that is taken apart; no person has had so long a career."""
_NOT_A_DAY = "0000.00"
_BLANKS = " \t\u3000\xa0\r\n\v\f"
_GOES_ON = ("、", "，", ",", "；", ";", "（", "(", "：", ":")
_OPEN_GAP = " " * 9
_GAP = "  "


@dataclass(slots=True)
class _Entry:
    """A line of the career while its continuation lines are gathered."""

    since: str | None = None
    until: str | None = None
    parts: list[str] = field(default_factory=list)
    level: int = 0

    def take(self, text: str, *, dated: bool = False) -> None:
        self.parts.append("\n" + text if dated else text)
        self.level += level(text)


def read_career(text: str | None, noted: Noted | None = None) -> tuple[CareerLine, ...]:
    """The lines of a 简历; what an officer should look at goes to `noted`."""
    noted = Noted() if noted is None else noted
    if len(text or "") > MAX_CAREER:
        noted.note("resume", f"{len(text or '')} 个字", "简历过长，没有分行读", "原文已保留；请核对文件")
        return ()
    lines = tuple(_line(entry, noted) for entry in _Gathering((text or "").split("\n"), noted).entries())
    check_career(lines, noted)
    return lines


def _line(entry: _Entry, noted: Noted) -> CareerLine:
    written = "".join(entry.parts)
    text, within, whole = split_spells(written, noted)
    if not whole:
        noted.note("resume", written, "“其间”的括号没有配对", "请补上右括号")
    return CareerLine(entry.since, entry.until, text, within)


class _Gathering:
    """Which lines of a text begin an entry, and which go on with the one above."""

    def __init__(self, lines: list[str], noted: Noted) -> None:
        self._lines = lines
        self._noted = noted
        self._shadows = [shadow(line).strip() for line in lines]
        self._starts = [DATED.match(line) for line in self._shadows]
        self._last = max((place for place, start in enumerate(self._starts) if start), default=-1)
        self._found: list[_Entry] = []

    def entries(self) -> list[_Entry]:
        blank = False
        for place, line in enumerate(self._lines):
            if self._shadows[place]:
                self._take(place, line, blank=blank)
            blank = not self._shadows[place]
        return self._found

    def _take(self, place: int, line: str, *, blank: bool) -> None:
        start = self._starts[place]
        text = line.strip(_BLANKS)
        if start and not (self._found and self._inside(place)):
            self._begin(start, text)
        elif _YEARS.match(self._shadows[place]) and not (self._found and self._found[-1].level > 0):
            problem = "这一行的起止时间没有写到月"
            self._noted.note("resume", text, problem, "请写成 yyyy.MM--yyyy.MM，如 1998.09--2002.07")
            self._undated(text)
        elif not self._found:
            self._noted.note(
                "resume", text, "简历的第一行没有起止时间", "请写成 yyyy.MM--yyyy.MM，如 1998.09--2002.07"
            )
            self._undated(text)
        elif self._stands_alone(place, line, blank=blank):
            self._undated(text)
        else:
            self._found[-1].take(text, dated=start is not None)

    def _begin(self, start: re.Match[str], text: str) -> None:
        entry = _Entry(month(start["since"] or start["alone"], self._noted), month(start["until"], self._noted))
        if start["alone"]:
            remedy = "请写成 yyyy.MM--yyyy.MM；还在任的写成 yyyy.MM--"
            self._noted.note("resume", text, "这一行只有一个年月，没有起止", remedy)
        entry.take(text[start.end() :].strip(_BLANKS).lstrip(LEADING))
        self._found.append(entry)

    def _undated(self, text: str) -> None:
        entry = _Entry()
        entry.take(text)
        self._found.append(entry)

    def _inside(self, place: int) -> bool:
        """Whether a bracket still open in the entry above closes soon, so that this line belongs into it."""
        depth = self._found[-1].level
        if depth <= 0:
            return False
        for line in self._shadows[place : place + _AHEAD]:
            depth += level(line)
            if depth <= 0:
                return True
        return False

    def _stands_alone(self, place: int, line: str, *, blank: bool) -> bool:
        """A last paragraph without days, such as posts in congresses and committees."""
        if place < self._last or self._found[-1].level > 0 or _BELOW.match(self._shadows[place]):
            return False
        if self._found[-1].parts[-1].endswith(_GOES_ON):
            return False
        return blank or (line[:1] == line.strip()[:1] and _ASIDE.match(self._shadows[place]) is not None)


def career(lines: tuple[CareerLine, ...] | list[CareerLine]) -> str:
    """The lines in the standard form: `yyyy.MM--yyyy.MM`, two blanks, text; sub-periods on a line below."""
    found: list[str] = []
    for line in lines:
        if line.since is None and line.until is None and found:
            found.append("")  # without the blank line it would read as going on with the one above
        found.append(_headed(line.since, line.until, line.text))
        if line.within:
            found.append(_bracketed(line.within))
    return "\n".join(found)


def _headed(since: str | None, until: str | None, text: str) -> str:
    plain = text.replace("\n", "")
    if since is None and until is None:
        return plain
    if until is None:
        return f"{dotted(since or _NOT_A_DAY)}--{_OPEN_GAP}{plain}".rstrip()
    return f"{dotted(since or _NOT_A_DAY)}--{dotted(until)}{_GAP}{plain}".rstrip()


def _bracketed(within: tuple[Spell, ...]) -> str:
    groups: list[list[str]] = []
    for spell in within:
        text = _headed(spell.since, spell.until, spell.text)
        if groups and (spell.since or spell.until) and (within[0].since or within[0].until):
            groups[-1].append(text)
        else:
            groups.append([text])
    return "".join(f"（其间：{'；'.join(group)}）" for group in groups)
