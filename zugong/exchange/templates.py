"""The empty workbook of a table: its heads with one sample row, and what each column takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from zugong.exchange.taking_out import start_sheet, write_row
from zugong.regulations.tables.schema import TABLES, Column, Kind


SAMPLE_KEY = "示例行，导入前请删去"
"""What stands in the first column of the sample row; the importer refuses it."""

GUIDE = "填写说明"
_KINDS = {
    Kind.TEXT: "文字",
    Kind.CODE: "从右边的取值里选一个",
    Kind.DATE: "日期，如 2026-03-14；只知道月份的写 2026-03",
    Kind.LAST_DAY: "日期（含当天），如 2026-03-14",
    Kind.COUNT: "整数",
    Kind.AMOUNT: "数，最多 6 位小数",
    Kind.FLAG: "是 或 否；不知道的留空",
}


def write_template(path: Path, table: str) -> None:
    """Write the workbook."""
    book = xlsxwriter.Workbook(str(path))
    columns = TABLES[table].columns
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    write_row(start_sheet(book, table, columns), 1, [_sample(table, column) for column in columns], columns, day)
    _write_guide(book, table)
    book.close()


def _write_guide(book: Any, table: str) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.write_row(0, 0, ("列名", "必填", "填什么", "可填的值", "指向"), book.add_format({"bold": True}))
    sheet.set_column(0, 1, 14)
    sheet.set_column(2, 3, 52)
    sheet.set_column(4, 4, 20)
    goals = {reference.column: TABLES[reference.table].label for reference in TABLES[table].references}
    for number, column in enumerate(TABLES[table].columns, 1):
        needed = "必填" if column.required else ""
        codes = "、".join(column.codes.values()) + ("；也可以自定" if column.open_codes else "")
        goal = f"“{goals[column.name]}”的编号" if column.name in goals else ""
        sheet.write_row(number, 0, (column.label, needed, _KINDS[column.kind], codes, goal))


def _sample(table: str, column: Column) -> Any:
    if column.name == TABLES[table].key[0] and column.kind is Kind.TEXT:
        return SAMPLE_KEY
    if column.kind is Kind.CODE:
        return next(iter(column.codes.values()))
    if column.kind is Kind.TEXT:
        return f"示例{column.label}"
    return {
        Kind.DATE: date(2026, 3, 14),
        Kind.LAST_DAY: date(2026, 3, 20),
        Kind.COUNT: max(column.minimum, 3),
        Kind.AMOUNT: 1,
        Kind.FLAG: "是",
    }[column.kind]
