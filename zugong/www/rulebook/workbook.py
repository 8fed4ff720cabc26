"""What a page lists, as an .xlsx that opens in Excel and WPS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from zugong.regulations.reports.xlsx_cells import cell_text, set_up_printing


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(name: str, title: str, head: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """One sheet: `head` gives the columns with their widths in characters. `name` without an ending."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "bg_color": "#F0F0EC", "bottom": 1, "valign": "vcenter"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for place, (label, width) in enumerate(head):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, label, bold)
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row):
            sheet.write_string(number, place, cell_text(text), plain)
    sheet.freeze_panes(1, 1)
    set_up_printing(sheet, title, 0)
    book.close()
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response
