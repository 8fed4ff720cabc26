"""Dates as people write them: full dates, dates to the month, Excel dates and the numbers Excel makes of them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from zugong.formats.grids import Cell
from zugong.regulations.tables.cell_faults import BadCell, folded


FIRST_YEAR, LAST_YEAR = 1900, 2199

_FORMS = "请写成 2025-03-14（或 2025.03.14、2025/3/14、20250314、2025年3月14日；只到月写 2025.03）"
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
_FULL = (
    re.compile(r"(\d{4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,2})(?:(?:\s+|\s*T\s*)" + _CLOCK + ")?", re.ASCII),
    re.compile(r"(\d{4})()(\d{2})(\d{2})", re.ASCII),
    re.compile(r"(\d{4})\s*年()\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日(?:\s*" + _CLOCK + ")?", re.ASCII),
)
_MONTH = (
    re.compile(r"(\d{4})\s*[-./]\s*(\d{1,2})", re.ASCII),
    re.compile(r"(\d{4})(\d{2})", re.ASCII),
    re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月", re.ASCII),
)
_YEAR_ONLY = re.compile(r"\d{4}年?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)


def read_day(cell: Cell) -> tuple[date, bool]:
    """The day and whether only its month was given (then the first of the month). Raises BadCell."""
    if isinstance(cell, datetime):
        if cell.tzinfo is not None:
            raise BadCell("日期带有时区，无法确定是哪一天", "请改为不带时区的日期")
        return _in_range(cell.date()), False
    if isinstance(cell, date):
        return _in_range(cell), False
    if isinstance(cell, (time, timedelta)):
        raise BadCell("是时间，不是日期", _FORMS)
    if isinstance(cell, (int, float, Decimal)):
        return _from_number(cell)
    return _from_text(folded(str(cell)))


def _from_text(text: str) -> tuple[date, bool]:
    for form in _FULL:
        if match := form.fullmatch(text):
            return _day(int(match[1]), int(match[3]), int(match[4])), False
    for form in _MONTH:
        if match := form.fullmatch(text):
            return _day(int(match[1]), int(match[2]), 1), True
    if _SERIAL.fullmatch(text):
        raise BadCell("是 Excel 的日期序号，没有按日期显示", "请把单元格格式设为“日期”后再保存，" + _FORMS)
    if _YEAR_ONLY.fullmatch(text):
        raise BadCell("只有年份，缺少月份", _FORMS)
    raise BadCell("不是日期", _FORMS)


def _from_number(cell: int | float | Decimal) -> tuple[date, bool]:
    """A date typed without a date format. Excel drops the last zero of 2025.10, so 2025.1 may be either month."""
    number = Decimal(str(cell))
    if not number.is_finite():
        raise BadCell("不是日期", _FORMS)
    text = f"{number.normalize():f}"
    if re.fullmatch(r"\d{4}\.1", text):
        month = text.removesuffix(".1")
        raise BadCell("数字格式的单元格分不清 1 月和 10 月", f"请把单元格设为文本格式，写成 {month}.01 或 {month}.10")
    return _from_text(text)


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise BadCell("日历上没有这一天", "请核对年、月、日") from error
    return _in_range(found)


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadCell(f"年份不在 {FIRST_YEAR}—{LAST_YEAR} 之间", "请核对年份")
    return day
