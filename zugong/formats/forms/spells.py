"""其间: the sub-periods in brackets of a line of the career, and how ranges of months are written there."""

from __future__ import annotations

import re

from zugong.formats.forms.days import read_day
from zugong.formats.forms.form import Spell
from zugong.formats.forms.refusing import Noted


_DASHES = "-－—–―─−﹣‐‑‒ー"
_SAME = str.maketrans(
    "０１２３４５６７８９．。·／" + _DASHES + "～〜∼\u3000\xa0\t\u2002\u2003",
    "0123456789.../" + "-" * len(_DASHES) + "~~~     ",
)
DATE = r"\d{4}(?: ?[./年] ?\d{1,2}(?: ?[./月] ?\d{1,2}日?)?月?|\d\d(?:\d\d)?|-\d\d(?:-\d\d)?)(?!\d)"
RANGE = (
    rf"(?P<since>{DATE}) {{0,8}}(?:-{{1,8}}|~{{1,2}}|至(?!今)|到|(?=至今)) {{0,8}}"
    rf"(?P<until>{DATE}|至今|迄今|至现在|现在|目前|今(?![年后天]))?"
)
DATED = re.compile(rf"{RANGE}|(?P<alone>{DATE})(?= |$)")
"""A line that begins so begins an entry; after a month that stands alone nothing says how long it lasted."""

_RANGE = re.compile(RANGE)
_DATE = re.compile(DATE)
_KEYWORD = re.compile(r" *(?:其间|期间) *[:：,，]? *")
_BARE = re.compile(rf"(?:其间|期间) *[:：] *(?={DATE})")
LEADING = "，,、：:；; 　"
"""What may stand between months and text besides blanks."""
_SEPARATORS = "；;，,、。 \n"
_BLANKS = " \t\u3000\xa0\n"


def shadow(text: str) -> str:
    """The text, of the same length, with half-width digits and blanks and one kind of dash."""
    return text.translate(_SAME)


def level(text: str) -> int:
    """Brackets opened less brackets closed."""
    return sum((character in "（(") - (character in "）)") for character in text)


def month(text: str | None, noted: Noted) -> str | None:
    """The month or day; None where there is none, 至今 included, or none that exists, which is told."""
    if not text or not text[0].isdigit():
        return None
    day = read_day(text)
    if day is None:
        noted.note("resume", text, f"简历里的“{text}”不是存在的年月", "请改成 yyyy.MM，月份为 01 至 12")
    return day


def split_spells(text: str, noted: Noted) -> tuple[str, tuple[Spell, ...], bool]:
    """The text of a line without its sub-periods, these, and whether all their brackets were closed."""
    kept: list[str] = []
    spells: list[Spell] = []
    place, whole = 0, True
    for start, end in _groups(text):
        inner = text[start + 1 : end]
        if not _speaks_of_spells(inner):
            continue
        kept.append(text[place:start])
        spells += _spells(inner, noted)
        place = min(end + 1, len(text))
        whole = whole and end < len(text)
    kept.append(text[place:])
    rest = "".join(kept)
    if not spells and (bare := _BARE.search(shadow(rest))):
        rest, spells = rest[: bare.start()], _spells(rest[bare.start() :], noted)
    if spells:
        rest = rest.strip(_BLANKS).rstrip("；;，,")
    return rest.replace("\n", "").strip(_BLANKS), tuple(spells), whole


def _groups(text: str) -> list[tuple[int, int]]:
    """Start and end of each outermost bracket; one that speaks of sub-periods and never closes ends with the text."""
    found, depth, start = [], 0, 0
    for place, character in enumerate(text):
        if character in "（(":
            start = place if depth == 0 else start
            depth += 1
        elif character in "）)" and depth:
            depth -= 1
            if depth == 0:
                found.append((start, place))
    if depth and _KEYWORD.match(text[start + 1 :]):
        found.append((start, len(text)))
    return found


def _speaks_of_spells(inner: str) -> bool:
    plain = shadow(inner).lstrip()
    return _KEYWORD.match(plain) is not None or _RANGE.match(plain) is not None


def _spells(inner: str, noted: Noted) -> list[Spell]:
    """The sub-periods of a bracket: a new one wherever a range of months follows a separator."""
    plain = shadow(inner)
    cuts = sorted({0, *_cuts(plain)})
    pieces = zip(cuts, [*cuts[1:], len(inner)], strict=True)
    return [spell for since, until in pieces if (spell := _spell(inner[since:until], noted)) is not None]


def _cuts(plain: str) -> list[int]:
    depth, found = 0, []
    for place, character in enumerate(plain):
        depth += (character in "（(") - (character in "）)")
        if depth == 0 and character in "；;，,、。\n":
            after = place + 1
            keyword = _KEYWORD.match(plain, after)
            begin = keyword.end() if keyword else after
            while begin < len(plain) and plain[begin] in " \n":
                begin += 1
            if _RANGE.match(plain, begin):
                found.append(after)
    return found


def _spell(piece: str, noted: Noted) -> Spell | None:
    """One sub-period; None for a piece of separators alone."""
    piece = piece.strip(_SEPARATORS + _BLANKS)
    keyword = _KEYWORD.match(shadow(piece))
    piece = piece[keyword.end() :] if keyword else piece
    plain = shadow(piece)
    match = _RANGE.match(plain)
    if match:
        return Spell(month(match["since"], noted), month(match["until"], noted), _text(piece[match.end() :]))
    alone = _DATE.match(plain) if keyword else None
    if alone:
        return Spell(month(alone[0], noted), None, _text(piece[alone.end() :]))
    return Spell(None, None, _text(piece)) if _text(piece) else None


def _text(text: str) -> str:
    return text.replace("\n", "").strip(_BLANKS).lstrip(LEADING).rstrip("；;，,")
