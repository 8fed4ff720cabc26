"""入党时间: the month a member joined the Party, the names of other parties, or both, in one text."""

from __future__ import annotations

import re

from zugong.formats.forms.days import day_text, read_day


_LONGEST = 200  # characters; no person has been in so many parties
_BRACKETS = "（）()[]【】〔〕"
_SEPARATORS = re.compile(r"[；;、，,|｜\s]+")
_DATED = re.compile(r"(\d{4}[\d./年月日-]*\d[月日]?)(?:加入|参加)?(.*)", re.DOTALL)
_OWN = frozenset({"中共", "中国共产党", "中共党员", "党员", "入党", "预备", "预备党员", "中共预备党员"})


def read_parties(text: str) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """Month joined, names of other parties, and the pieces of the text that say neither.

    A day behind the name of a party is the day of joining that one, which the form does not ask for.
    """
    if len(text) > _LONGEST:
        return None, (), (text,)
    joined: str | None = None
    parties: dict[str, None] = {}
    left = []
    for piece in _pieces(text):
        day = read_day(piece)
        if day and joined is None and not parties:
            joined = day[:7]
        elif day or piece in _OWN or any(character.isdigit() for character in piece):
            left.append(piece)
        else:
            parties[piece] = None
    return joined, tuple(parties), tuple(left)


def _pieces(text: str) -> list[str]:
    found = []
    for piece in _SEPARATORS.split(text.translate(dict.fromkeys(map(ord, _BRACKETS), " "))):
        match = _DATED.fullmatch(piece)
        found += [match[1], match[2]] if match else [piece]
    return [piece for piece in found if piece]


def parties_text(joined_on: str | None, parties: tuple[str, ...]) -> str:
    """As form files write it: the month first, then the other parties, joined by `；`."""
    return "；".join(([day_text(joined_on)] if joined_on else []) + list(parties))
