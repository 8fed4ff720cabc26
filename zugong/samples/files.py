"""Tables into files: CSV that a spreadsheet opens by a double click, one workbook, or Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from zugong.regulations.tables.schema import TABLES, Column, Kind
from zugong.samples import labels


ROW_GROUP = 1 << 20
BYTE_ORDER_MARK = "\ufeff".encode()
WRITTEN_ON = datetime(2025, 1, 1, tzinfo=UTC)
"""Fixed, so that equal samples are equal bytes."""


def write_csv(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """One UTF-8 file with byte order mark per table."""
    import pyarrow.csv as pa_csv

    options = pa_csv.WriteOptions(quoting_style="none", quoting_header="none")  # a cell in need of quotes is refused
    for name, table in tables.items():
        with (folder / f"{name}.csv").open("wb") as sink:
            sink.write(BYTE_ORDER_MARK)
            pa_csv.write_csv(labels.labelled(name, table), sink, options)


def write_parquet(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """One file per table, identifiers in English, types of the contract."""
    import pyarrow.parquet as pq

    for name, table in tables.items():
        pq.write_table(
            labels.exact(name, table),
            folder / f"{name}.parquet",
            compression="zstd",
            row_group_size=ROW_GROUP,
            store_schema=False,
        )


def write_workbook(tables: Mapping[str, pa.Table], path: Path) -> None:
    """One workbook with a sheet per table, named by its Chinese label."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False,
                                           "strings_to_urls": False, "strings_to_numbers": False})  # fmt: skip
    book.set_properties({"title": "示例数据", "comments": "人员与单位均为虚构", "created": WRITTEN_ON})
    formats = {Kind.DATE: book.add_format({"num_format": "yyyy-mm-dd"}), "head": book.add_format({"bold": True})}
    formats[Kind.LAST_DAY] = formats[Kind.DATE]
    for name, table in tables.items():
        _sheet(book.add_worksheet(TABLES[name].label), name, table, formats)
    book.close()


def _sheet(sheet: Any, name: str, table: pa.Table, formats: Mapping[Any, Any]) -> None:
    columns = TABLES[name].columns
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, table.num_rows, len(columns) - 1)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _width(column))
        sheet.write_string(0, place, column.label, formats["head"])
    cells = [_cells(column, table, name) for column in columns]
    writers = [_writer(sheet, column) for column in columns]
    styles = [formats.get(column.kind) for column in columns]
    for row in range(table.num_rows):
        for place, write in enumerate(writers):
            value = cells[place][row]
            if value is not None:
                write(row + 1, place, value, styles[place])


def _cells(column: Column, table: pa.Table, name: str) -> list[Any]:
    if column.kind in (Kind.DATE, Kind.LAST_DAY, Kind.COUNT):
        return list(table[column.name].to_pylist())
    if column.kind is Kind.AMOUNT:
        return list(labels.amounts(table[column.name]).to_pylist())
    return list(labels.labelled(name, table)[column.label].to_pylist())


def _writer(sheet: Any, column: Column) -> Any:
    if column.kind in (Kind.COUNT, Kind.AMOUNT):
        return sheet.write_number
    return sheet.write_datetime if column.kind in (Kind.DATE, Kind.LAST_DAY) else sheet.write_string


def _width(column: Column) -> int:
    if column.kind is Kind.TEXT and column.name in ("name", "course", "post", "target_post", "provider"):
        return 34
    return max(12, 2 * len(column.label) + 3)
