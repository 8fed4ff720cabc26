"""A table as an .xlsx download: what is on screen, and text stays text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60
"""Characters; a wider column is cut on screen, not in the file."""


Sheet = tuple[str, Sequence[str], Iterable[Sequence[object]]]
"""Name of the sheet, headings, rows."""


def workbook_response(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """An answer the browser saves as `name`.xlsx, with one sheet."""
    return sheets_response(name, [("Sheet1", heads, rows)])


def sheets_response(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """The same with several sheets. Numbers stay numbers; nothing is read as a formula or a link."""
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        bold = book.add_format({"bold": True})
        for title, heads, rows in sheets:
            _write_sheet(book.add_worksheet(title), bold, heads, rows)
    response = HttpResponse(written.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


def _write_sheet(sheet: Any, bold: Any, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, heads, bold)
    widths = [_width(head) for head in heads]
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            widths[column] = max(widths[column], _width(value))
            if isinstance(value, (int, float)):
                sheet.write_number(place, column, value)
            elif value not in (None, ""):
                sheet.write_string(place, column, str(value))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST) + 2)


def _width(value: object) -> int:
    """Columns a text takes: a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in str(value))
