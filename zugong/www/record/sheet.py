"""The list of entries as a workbook: what is on screen, no values of rows."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from zugong.core.clock import CHINA
from zugong.www.record.forms import QueryForm
from zugong.www.record.reading import Line


ROWS = 20_000
"""The most entries one workbook holds; narrow the query for more."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = (
    ("序号", 9),
    ("时间", 20),
    ("账号", 16),
    ("姓名", 14),
    ("岗位", 14),
    ("事项", 24),
    ("对象", 36),
    ("涉及行数", 9),
    ("理由", 40),
    ("依据", 28),
)


def asked(form: QueryForm) -> dict[str, str]:
    """What was asked for, label and value."""
    return {str(form.fields[name].label): str(value) for name, value in form.cleaned_data.items() if value}


def workbook(lines: Sequence[Line], query: Mapping[str, str]) -> tuple[bytes, int]:
    """The workbook and its number of entries. Text stays text: nothing in it is taken for a formula."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True, "bg_color": "#F0F0EC", "border": 1})
        page = book.add_worksheet("留痕")
        told = "；".join(f"{label}：{value}" for label, value in query.items()) or "全部"
        page.write_string(
            0,
            0,
            f"查询条件：{told}。共 {len(lines)} 条{'（只取最新的部分，请缩小范围）' if len(lines) == ROWS else ''}",
        )
        for column, (head, width) in enumerate(HEADS):
            page.set_column(column, column, width)
            page.write_string(1, column, head, bold)
        for place, line in enumerate(lines, start=2):
            page.write_number(place, 0, line.seq)
            for column, text in enumerate(_texts(line), start=1):
                page.write(place, column, text)
        page.freeze_panes(2, 1)
        page.repeat_rows(1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer("&L留痕&R第 &P / &N 页")
    return target.getvalue(), len(lines)


def _texts(line: Line) -> tuple[Any, ...]:
    at = f"{line.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
    return (at, line.account, line.who, line.role, line.what, line.about, line.rows, line.reason, line.article)


def download(content: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    """A file to keep, under a Chinese name."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
