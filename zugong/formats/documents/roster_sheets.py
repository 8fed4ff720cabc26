"""A roster as a workbook: ready to print, and every text a text, whatever it begins with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from zugong.formats.documents.listing import Roster, Value, heading_of, text_of
from zugong.formats.documents.measuring import EM, lines_of
from zugong.formats.documents.saving import Target, save_bytes
from zugong.formats.formulas import harmless
from zugong.formats.photos import read_photo


WIDTH = {True: 128.0, False: 86.0}
"""Characters that a page lying or standing holds in its width, at 10.5 points."""
LINE = 15.0
"""Points of one line."""
PHOTO_ROW = 66.0
PHOTO_PIXELS = (64, 80)
_A4 = 9
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def write_sheet(roster: Roster, target: Target) -> None:
    """Write the roster as .xlsx. Raises OSError, and Unopenable for a photo that cannot be read."""
    kept = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(kept, options) as book:
        _Sheet(book, roster).write()
    save_bytes(kept.getvalue(), target)


class _Sheet:
    def __init__(self, book: Any, roster: Roster) -> None:
        self._roster = roster
        self._sheet = book.add_worksheet(_NO_SHEET_NAME.sub("", roster.title)[:31] or "花名册")
        self._formats = {name: book.add_format(shape) for name, shape in _SHAPES.items()}
        self._widths = [share * WIDTH[roster.is_landscape] for share in roster.shares]
        self._line = 0

    def write(self) -> None:
        last = len(self._widths) - 1
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, width)
        self._across(self._roster.title, "title", 34)
        if self._roster.note:
            self._across(self._roster.note, "note", 20)
        head = self._line
        self._head()
        self._groups()
        if self._roster.signature:
            self._across(self._roster.signature, "signature", 34)
        self._sheet.freeze_panes(head + 1, 3 if self._roster.has_photos else 2)
        self._print(head, last)

    def _groups(self) -> None:
        number = 0
        for group in self._roster.groups:
            if group.title is not None:
                self._across(heading_of(group), "group", 20)
            for entry in group.entries:
                number += 1
                self._entry(number, entry.values, entry.photo)

    def _entry(self, number: int, values: Sequence[Value], photo: bytes | None) -> None:
        self._sheet.write_number(self._line, 0, number, self._formats["center"])
        first = 1
        if self._roster.has_photos:
            self._sheet.write_blank(self._line, 1, None, self._formats["center"])
            if photo is not None:
                self._photo(photo)
            first = 2
        lines = 1
        for place, (column, value) in enumerate(zip(self._roster.columns, values, strict=True), first):
            if isinstance(value, int):
                self._sheet.write_number(self._line, place, value, self._formats["center"])
                continue
            text = harmless(text_of(value))
            self._sheet.write_string(self._line, place, text, self._formats[column.align])
            lines = max(lines, lines_of(text, int(self._widths[place] / 2 * EM) - EM // 2))
        least = PHOTO_ROW if self._roster.has_photos else 24.0
        self._sheet.set_row(self._line, min(max(lines * LINE + 6, least), 409))
        self._line += 1

    def _photo(self, photo: bytes) -> None:
        ready = read_photo(photo, largest=(240, 300))
        place: Mapping[str, Any] = {
            "image_data": BytesIO(ready.content),
            "x_scale": PHOTO_PIXELS[0] / ready.width,
            "y_scale": PHOTO_PIXELS[1] / ready.height,
            "x_offset": max((self._widths[1] * 7 + 5 - PHOTO_PIXELS[0]) / 2, 0),
            "y_offset": 4,
            "object_position": 2,
            "description": "照片",
        }
        self._sheet.insert_image(self._line, 1, "photo.jpg", place)

    def _head(self) -> None:
        for place, text in enumerate(self._roster.heads([width / 2 for width in self._widths])):
            self._sheet.write_string(self._line, place, harmless(text_of(text)), self._formats["head"])
        self._sheet.set_row(self._line, 36)
        self._line += 1

    def _across(self, text: str, shape: str, height: float) -> None:
        last = len(self._widths) - 1
        self._sheet.merge_range(self._line, 0, self._line, last, "", self._formats[shape])
        self._sheet.write_string(self._line, 0, harmless(text_of(text)), self._formats[shape])
        self._sheet.set_row(self._line, height)
        self._line += 1

    def _print(self, head: int, last: int) -> None:
        if self._roster.is_landscape:
            self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(head)
        self._sheet.print_area(0, 0, self._line - 1, last)
        self._sheet.center_horizontally()
        self._sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self._sheet.set_footer("&C第 &P 页　共 &N 页")


_TEXT = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True, "num_format": "@"}
_BOXED = {**_TEXT, "border": 1}
_SHAPES: Mapping[str, Mapping[str, Any]] = {
    "title": {**_TEXT, "font_name": "方正小标宋简体", "font_size": 18, "align": "center"},
    "note": {**_TEXT, "align": "center"},
    "head": {**_BOXED, "font_name": "黑体", "align": "center"},
    "group": {**_BOXED, "font_name": "黑体", "align": "left"},
    "left": {**_BOXED, "align": "left"},
    "center": {**_BOXED, "align": "center", "num_format": "General"},
    "signature": {**_TEXT, "align": "left"},
}
