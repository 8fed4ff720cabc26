"""One parser per kind of column: a raw cell in, the canonical value out, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from zugong.formats.formulas import original
from zugong.formats.grids import BLANKS, Cell, CellFault
from zugong.regulations.tables.cell_faults import BadCell, folded
from zugong.regulations.tables.days import read_day
from zugong.regulations.tables.numbers import read_amount, read_count
from zugong.regulations.tables.schema import Column, Kind


Value = str | int | bool | date
"""A canonical value: text and codes as text, days as dates, counts, amounts in whole millionths, flags."""

SEPARATOR = "\x1f"
"""Never part of a value, so that values can be handed on joined by it."""

LONGEST_TEXT = 32_767
"""Characters in one cell: what Excel allows."""

_YES = frozenset({"true", "是", "1", "1.0", "√", "✓"})
_NO = frozenset({"false", "否", "0", "0.0", "×", "✗"})
_EXACT_DIGITS = 10**15


def read_cell(cell: Cell, column: Column) -> Value:
    """The value of a cell that is not blank. Raises BadCell."""
    if isinstance(cell, CellFault):
        raise BadCell(cell.reason, cell.remedy)
    return _READERS[column.kind](shown(cell) if isinstance(cell, bool) else cell, column)


def shown(cell: Cell) -> str:
    """A cell as the user sees it: no decimal point on a whole number, days as days."""
    if cell is None:
        return ""
    if isinstance(cell, CellFault):
        return cell.text
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT_DIGITS else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time(0):
        return str(cell.date())
    return str(cell)


def _text(cell: Cell, column: Column) -> str:
    if isinstance(cell, str):
        if SEPARATOR in cell or "\0" in cell:
            raise BadCell("含有不可见的控制字符", "请删去后重新填写")
        if len(cell) > LONGEST_TEXT:
            raise BadCell(f"文字过长（超过 {LONGEST_TEXT} 字）", "请检查引号和分隔符，或缩短文字")
        return original(cell.strip(BLANKS))
    if isinstance(cell, (date, time, timedelta)):  # datetime is a date
        raise BadCell("单元格是日期或时间，不是文字", "请把单元格设为文本格式后重新填写")
    if isinstance(cell, float) and abs(cell) >= _EXACT_DIGITS:
        raise BadCell("数字超过 15 位，Excel 已丢失后面的数字", "请把单元格设为文本格式后重新填写完整编号")
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        return str(int(cell))
    return shown(cell)


def _code(cell: Cell, column: Column) -> str:
    text = _text(cell, column)
    found = _codes(tuple(column.codes.items())).get(folded(text).lower())
    if found is not None:
        return found
    if column.open_codes:
        return text
    raise BadCell("不在允许的取值内", "应为：" + "、".join(column.codes.values()))


@lru_cache(maxsize=64)
def _codes(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {label: code for code, label in pairs} | {code: code for code, _ in pairs}


def _flag(cell: Cell, column: Column) -> bool:
    text = folded(shown(cell)).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise BadCell("不是是非值", "请填 是 或 否（也可用 √/×、1/0、true/false）")


def _day(cell: Cell, column: Column) -> date:
    return read_day(cell)[0]


_READERS: dict[Kind, Callable[[Cell, Column], Value]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.DATE: _day,
    Kind.LAST_DAY: _day,
    Kind.COUNT: read_count,
    Kind.AMOUNT: read_amount,
    Kind.FLAG: _flag,
}
