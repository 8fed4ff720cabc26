"""Whole numbers and exact decimals as people write them."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

from zugong.formats.grids import Cell
from zugong.regulations.tables.cell_faults import BadCell, folded
from zugong.regulations.tables.schema import MILLIONTHS, Column


TOO_LARGE = 1_000_000_000
_LONGEST = 100
_NUMBER = re.compile(r"(-?)((?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?)\s*(%?)", re.ASCII)


def read_count(cell: Cell, column: Column) -> int:
    """A whole number within the bounds of the column. Raises BadCell."""
    number = _bounded(_number(cell), column)
    if number.denominator != 1:
        raise BadCell("不是整数", "请填写整数")
    return number.numerator


def read_amount(cell: Cell, column: Column) -> int:
    """An exact decimal in whole millionths. Raises BadCell."""
    scaled = _bounded(_number(cell), column) * MILLIONTHS
    if scaled.denominator != 1:
        raise BadCell("小数超过 6 位", "请保留 6 位以内的小数；由公式得出的，请用 ROUND 取到 6 位以内")
    return scaled.numerator


def _number(cell: Cell) -> Fraction:
    """The number exactly as written; a binary float by its shortest decimal form."""
    if isinstance(cell, (date, time, timedelta)):  # datetime is a date
        raise BadCell("是日期或时间，不是数", "请把单元格格式设为“常规”后重新填写")
    if isinstance(cell, (int, float, Decimal)):
        number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
        if not number.is_finite():
            raise BadCell("不是有效的数", "请填写数字")
        return Fraction(number)
    return _from_text(folded(str(cell)))


def _from_text(text: str) -> Fraction:
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or not match[2]:
        raise BadCell("不是数", "请只填数字，不带单位和其他文字")
    number = Fraction(Decimal(match[1] + match[2].replace(",", "")))
    return number / 100 if match[3] else number


def _bounded(number: Fraction, column: Column) -> Fraction:
    if number < 0:
        raise BadCell("不能为负数", "请核对后填写不小于 0 的数")
    if number >= TOO_LARGE:
        raise BadCell("数值过大", "请核对：应小于 10 亿")
    if number < column.minimum or (column.maximum is not None and number > column.maximum):
        most = "" if column.maximum is None else f"，不大于 {column.maximum}"
        raise BadCell("超出允许的范围", f"应不小于 {column.minimum}{most}")
    return number
