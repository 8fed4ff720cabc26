"""The contract tables whole: a workbook for people, CSV where a sheet is too small, Parquet for machines."""

from __future__ import annotations

from pathlib import Path

import duckdb
import xlsxwriter

from zugong.exchange.reach import Reach
from zugong.exchange.stored import OWN, PK, copy_stored
from zugong.exchange.taking_out import OPTIONS, csv_rows, rows_of, start_sheet, taken_columns, write_row
from zugong.formats.columnar import literal, quoted
from zugong.gates.sources import contract_sources
from zugong.regulations.tables.schema import TABLES


SHEET_ROWS = 1_048_575
"""Rows of a sheet below its heads."""

BOOK, CSV, PARQUET = "数据表.xlsx", "csv", "tables"


def write_tables(folder: Path) -> dict[str, int]:
    """Write them all; rows by table."""
    for name in (CSV, PARQUET):
        (folder / name).mkdir()
    counts = {table: contract_sources()[table].model.objects.count() for table in TABLES}
    _write_book(folder, counts)
    for table in TABLES:
        _write_parquet(folder / PARQUET / f"{table}.parquet", table)
    return counts


def _write_book(folder: Path, counts: dict[str, int]) -> None:
    book = xlsxwriter.Workbook(str(folder / BOOK), OPTIONS)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for table, count in counts.items():
        taken = taken_columns(table, sealed=True)
        if count > SHEET_ROWS:
            with (folder / CSV / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                file.writelines(csv_rows(table, _every_row(table), taken))
            continue
        columns = [column.column for column in taken]
        sheet = start_sheet(book, table, columns)
        for number, row in enumerate(rows_of(table, _every_row(table), taken), 1):
            write_row(sheet, number, row, columns, day)
    book.close()


def _every_row(table: str):  # type: ignore[no-untyped-def]  # a query set of whichever model it is
    return contract_sources()[table].model.objects.all()


def _write_parquet(path: Path, table: str) -> None:
    """In the order of the key, so that the same rows make the same file."""
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA stored")
        copy_stored(connection, contract_sources()[table], Reach(None))
        order = ", ".join(f"{quoted(name)} NULLS FIRST" for name in TABLES[table].key)
        connection.execute(
            f"COPY (SELECT * EXCLUDE ({PK}, {OWN}) FROM stored.{table} ORDER BY {order})"
            f" TO {literal(str(path))} (FORMAT parquet)"
        )
