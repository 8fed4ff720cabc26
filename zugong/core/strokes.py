"""以姓氏笔画为序: a key that puts names in the order of strokes (GB 13000.1 字符集汉字字序).

Fewer strokes come first; with equal strokes the kinds of the strokes decide one after another, 横竖撇点折. A
surname of two characters counts by its first. `strokes.txt` has a line for each count and order of strokes: how many,
their kinds (1 横, 2 竖, 3 撇, 4 点, 5 折; 9 where only the number is known), the characters.
Where it comes from stands in NOTICE.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


KIND_NOT_KNOWN = "9"
NOT_KNOWN = "99"
"""Stands for a character whose strokes are not known: it comes after all others."""


def strokes_key(name: str, limit: int = 60) -> str:
    """What names are ordered by; at most `limit` characters, the length of the column. Empty for an empty name."""
    kept = _strokes()
    return "".join(kept.get(letter, NOT_KNOWN) for letter in _letters(name))[:limit]


def unknown_characters(name: str) -> str:
    """The characters of a name whose strokes are not known, so that its place in the order must be checked by eye."""
    kept = _strokes()
    return "".join(letter for letter in _letters(name) if letter not in kept)


def strokes_of(character: str) -> int | None:
    """How many strokes a character has; None when that is not known."""
    key = _strokes().get(character)
    return int(key[:2]) if key else None


def _letters(name: str) -> str:
    return "".join(letter for letter in name if letter.isalnum())


@cache
def _strokes() -> Mapping[str, str]:
    """Character -> two digits for the number of its strokes, then their kinds."""
    found: dict[str, str] = {}
    for line in (files("zugong.core") / "strokes.txt").read_text("utf-8").splitlines():
        number, kinds, characters = line.split(" ")
        found |= dict.fromkeys(characters, f"{int(number):02}{kinds}")
    return found
