"""What goes into a cell and how a sheet prints."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from zugong.regulations.reports.wording import DISCLAIMER, display_width, inert, printable


CELL_LIMIT = 32_767  # UTF-16 units a cell holds
CUT_MARK = "……（过长，已截断）"
PAPER_A4 = 9
LINE_HEIGHT = 16.5  # points, for 10 point text
MOST_LINES = 20


@lru_cache(maxsize=4096)
def cell_text(text: str) -> str:
    """Text a workbook can hold: no formula, no control characters, cut with a mark where too long."""
    text = inert(printable(text))
    if len(text) * 2 <= CELL_LIMIT or len(encoded := text.encode("utf-16-le")) // 2 <= CELL_LIMIT:
        return text
    return encoded[: 2 * (CELL_LIMIT - len(CUT_MARK))].decode("utf-16-le", "ignore") + CUT_MARK


def lines_of(cells: Iterable[tuple[str, int]]) -> int:
    """Lines a row needs for its (text, column width): not every spreadsheet program fits heights by itself."""
    folded = (_lines(text, width) for text, width in cells if 2 * len(text) > width)
    return min(max(folded, default=1), MOST_LINES)


@lru_cache(maxsize=4096)
def _lines(text: str, width: int) -> int:
    return sum(max(-(-display_width(line) // (width - 1)), 1) for line in text.split("\n"))


def set_up_printing(sheet: Any, title: str, head_row: int) -> None:
    """A4 landscape, all columns on one page's width, the head row and page numbers on every page."""
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head_row)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_header(f"&L{title[:200].replace('&', '&&')}")
    sheet.set_footer(f"&L{DISCLAIMER}&R第 &P 页，共 &N 页")
