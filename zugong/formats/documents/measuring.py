"""How many lines a Chinese text takes, so that a box can be filled before any word processor has seen it.

Widths are in hundredths of the font size. Latin letters and digits are taken a little wider than 宋体 has them,
because the font that a machine puts in its place may be wider: a line too many leaves white, one too few cuts a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator


EM = 100
_LATIN = re.compile(r"[!-~]+")
_NOT_FIRST = frozenset("，。、；：？！）》〉】〕”’％…·,.;:?!)]}%")
_NOT_LAST = frozenset("（《〈【〔“‘([{")


def width_of(text: str) -> int:
    """Width of a text on one line."""
    return sum(map(_width, text)) + sum(map(_gap, text, text[1:]))


def lines_of(text: str, width: int) -> int:
    """Lines that a text takes in a column of that width, broken as a word processor breaks Chinese.

    A paragraph takes one line at least.
    """
    return sum(_lines(paragraph, width) for paragraph in text.split("\n"))


def _width(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WFA":
        return EM
    if char in " .,:;-'()/!|":
        return 40
    return 0 if unicodedata.combining(char) else 80 if char.isupper() or char in "@%&" else 64


def _gap(left: str, right: str) -> int:
    """The quarter that a word processor puts between a Chinese character and a letter or digit."""
    return EM // 4 if left.isalnum() and right.isalnum() and left.isascii() != right.isascii() else 0


def _lines(paragraph: str, width: int) -> int:
    lines, used, last = 1, 0, ""
    for piece in _pieces(paragraph):
        needed = width_of(piece) + (_gap(last, piece[0]) if used else 0)
        last = piece[-1]
        if used and used + needed > width:
            lines, used = lines + 1, 0
            piece = piece.lstrip(" ")
            needed = width_of(piece)
        if needed > width:  # a word longer than the line is broken anywhere
            lines, used = lines + (needed - 1) // width, needed % width
        else:
            used += needed
    return lines


def _pieces(paragraph: str) -> Iterator[str]:
    """What may not be torn apart: a Latin word, a mark that opens or closes and its neighbour."""
    held = ""
    for unit in _units(paragraph):
        if held and not (unit in _NOT_FIRST or held[-1] in _NOT_LAST):
            yield held
            held = ""
        held += unit
    if held:
        yield held


def _units(paragraph: str) -> Iterator[str]:
    place = 0
    while place < len(paragraph):
        word = _LATIN.match(paragraph, place)
        unit = word.group() if word else paragraph[place]
        yield unit
        place += len(unit)
