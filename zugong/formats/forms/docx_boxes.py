"""Fitting texts of unknown length into a page of known height: rows grow and letters shrink by one table of steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zugong.formats.documents.measuring import EM, lines_of, width_of


POINT = 25.4 / 72
"""Millimetres."""
SIZES = (14.0, 13.0, 12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
"""Sizes of letters in points, tried from the first."""
_TIGHTEST_AT = 9
"""Size at which the rows have come down to their tight heights; between 13 points and this they come down evenly."""
LEGIBLE = 7.5
"""Points below which it is told that a text had to be made this small."""
HANGING = 935
"""Width of `1998.09--2002.07` and a blank, in hundredths of the size: where a line of the career begins."""
_MARGIN = 1.0
"""Millimetres of a row that stay white, above and below together."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell before its size is known. Texts of one `group` come out in one size.

    `yields`: size down to which the text shrinks before its row grows; None follows the page.
    `rows`: rows over which the cell is merged (`merge` start or on); each of them bears its share of the text.
    """

    text: str = ""
    span: int = 1
    field: str = ""
    largest: float = 14
    yields: float | None = None
    group: str = ""
    align: str = "center"
    upright: str = "center"
    is_label: bool = False
    is_vertical: bool = False
    is_hanging: bool = False
    merge: str = ""
    rows: int = 1
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A row of the form: its height in millimetres with room and without. One band of a page fills it."""

    roomy: float
    tight: float
    boxes: tuple[Box, ...]
    fills: bool = False


@dataclass(frozen=True, slots=True)
class Fitted:
    """Heights of the rows in millimetres; size and pitch of each box in points; whether all of it fits the page."""

    heights: list[float]
    letters: list[list[tuple[float, float]]]
    fits: bool


def fit(bands: Sequence[Band], widths: Sequence[float], height: float) -> Fitted:
    """Fill a page of that height in millimetres with the bands, at the first step at which they fit."""
    for size in SIZES:
        heights = [_height(band, widths, size) for band in bands]
        if sum(heights) <= height:
            break
    left = max(height - sum(heights), 0)
    heights = [tall + left if band.fills else tall for band, tall in zip(bands, heights, strict=True)]
    return Fitted(heights, _letters(bands, widths, heights), sum(heights) <= height + 0.01)


def width_of_box(box: Box, first: int, widths: Sequence[float]) -> float:
    """Millimetres that the text of a box has, when it begins in that column."""
    return sum(widths[first : first + box.span]) - 2 * padding_of(box)


def padding_of(box: Box) -> float:
    """Millimetres left and right of the text."""
    return 0.3 if box.is_label else 6 if box.align == "right" else 1


def _height(band: Band, widths: Sequence[float], size: float) -> float:
    slack = min(max((size - _TIGHTEST_AT) / (13 - _TIGHTEST_AT), 0), 1)
    needs = [band.tight + (band.roomy - band.tight) * slack]
    first = 0
    for box in band.boxes:
        if box.text:
            shrunk = min(size, box.largest, box.yields or size)
            needs.append(_need(box, width_of_box(box, first, widths), shrunk) / box.rows + _MARGIN)
        first += box.span
    return max(needs)


def _letters(bands: Sequence[Band], widths: Sequence[float], heights: list[float]) -> list[list[tuple[float, float]]]:
    sizes: list[list[float]] = []
    for place, band in enumerate(bands):
        sizes.append([])
        first = 0
        for box in band.boxes:
            room = sum(heights[place : place + box.rows]) - _MARGIN
            sizes[-1].append(_largest(box, width_of_box(box, first, widths), room))
            first += box.span
    least: dict[str, float] = {}
    for band, row in zip(bands, sizes, strict=True):
        for box, size in zip(band.boxes, row, strict=True):
            if box.group and box.text:
                least[box.group] = min(size, least.get(box.group, size))
    return [
        [
            _spaced(
                box, least.get(box.group, size), width_of_box(box, sum(b.span for b in band.boxes[:at]), widths), tall
            )
            for at, (box, size) in enumerate(zip(band.boxes, row, strict=True))
        ]
        for band, row, tall in zip(bands, sizes, heights, strict=True)
    ]


def _largest(box: Box, width: float, room: float) -> float:
    if not box.text:
        return box.largest
    fitting = (size for size in SIZES if size <= box.largest and _need(box, width, size) <= room)
    return next(fitting, SIZES[-1])


def _spaced(box: Box, size: float, width: float, room: float) -> tuple[float, float]:
    """Size, and the distance of lines: wider than the least where the row has the room, most of all in the career."""
    widest = size * (1.5 if box.is_hanging else 1.15 if box.is_label else 1.35)
    room_a_line = (room * box.rows - _MARGIN) / POINT / max(_lines(box, width, size), 1)
    return size, _pitch(size) if box.is_vertical else max(_pitch(size), min(widest, room_a_line))


def _need(box: Box, width: float, size: float) -> float:
    if box.is_vertical:
        return max(map(width_of, box.text.split("\n"))) * size / EM * POINT
    return _lines(box, width, size) * _pitch(size) * POINT


def _lines(box: Box, width: float, size: float) -> int:
    ems = int(width / POINT / size * EM)
    if not box.is_hanging:
        return lines_of(box.text, ems)
    count = 0
    for paragraph in box.text.split("\n"):
        days, tab, text = paragraph.partition("\t")
        count += lines_of(text, ems - HANGING) if tab else lines_of(days, ems)
    return count


def _pitch(size: float) -> float:
    return round(size * (1.12 if size >= 9 else 1.07), 1)
