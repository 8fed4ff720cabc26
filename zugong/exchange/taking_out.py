"""Contract tables out of the database, as far as an account sees them, in a form that can be loaded again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from zugong.exchange.columns import StoredColumn, stored_columns
from zugong.exchange.reach import is_scoped
from zugong.exchange.rights import TAKES
from zugong.formats.formulas import harmless
from zugong.gates.sources import contract_sources
from zugong.organizations.scope import roles_of, top_paths
from zugong.people.sealed import SealedTextField
from zugong.regulations.tables.schema import TABLES, Column, Kind


OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
BYTE_ORDER_MARK = "\ufeff"
_AT_ONCE = 2_000


def may_take(user: Any, table: str) -> bool:
    """Whether the account may take the table out; one without an organization only over a root of the tree."""
    roles = TAKES[table]
    if is_scoped(contract_sources()[table]) or table == "workdays":
        return bool(roles_of(user) & roles)
    return any(path.count(".") == 1 for path in top_paths(user, roles))


def visible_rows(user: Any, table: str) -> Any:
    """The rows of the table that the account sees."""
    source = contract_sources()[table]
    if is_scoped(source):
        return source.model.objects.visible_to(user, TAKES[table])  # type: ignore[attr-defined]
    return source.model.objects.all() if may_take(user, table) else source.model.objects.none()


def sealed_columns(table: str) -> list[StoredColumn]:
    """The columns of a table that lie sealed in the database."""
    columns = stored_columns(contract_sources()[table])
    return [column for column in columns if isinstance(column.field, SealedTextField)]


def needs_sealed_columns(table: str) -> bool:
    """Whether a file of the table says nothing without them: one is part of the key."""
    return bool({column.name for column in sealed_columns(table)} & set(TABLES[table].key))


def taken_columns(table: str, *, sealed: bool) -> list[StoredColumn]:
    """The columns of a file that is taken out; without `sealed` those that lie sealed are not there at all.

    An empty column would empty the values when the file is loaded again; one that is missing leaves them alone.
    """
    hidden = set() if sealed else {column.name for column in sealed_columns(table)}
    return [column for column in stored_columns(contract_sources()[table]) if column.name not in hidden]


def rows_of(table: str, rows: Any, columns: Sequence[StoredColumn]) -> Iterator[list[Any]]:
    """These rows of the table's model, in the order of their keys, every value as the contract has it."""
    source = contract_sources()[table]
    rows = rows.order_by(*(source.columns[name] for name in TABLES[table].key), "pk")
    for values in rows.values_list(*(column.path for column in columns)).iterator(chunk_size=_AT_ONCE):
        yield [_shown(value, column) for value, column in zip(values, columns, strict=True)]


def csv_lines(user: Any, table: str, *, sealed: bool = False) -> Iterator[str]:
    """The table as CSV that a spreadsheet opens by a double click; text that looks like a formula is made harmless."""
    yield from csv_rows(table, visible_rows(user, table), taken_columns(table, sealed=sealed))


def csv_rows(table: str, rows: Any, columns: Sequence[StoredColumn]) -> Iterator[str]:
    """These rows of the table's model as CSV."""
    yield BYTE_ORDER_MARK + _line(column.column.label for column in columns)
    for row in rows_of(table, rows, columns):
        yield _line(harmless(cell) if isinstance(cell, str) else cell for cell in row)


def write_table(path: Path, user: Any, table: str, *, sealed: bool = False) -> int:
    """The table as a workbook with one sheet, named by its label; returns how many rows there are."""
    book = xlsxwriter.Workbook(str(path), OPTIONS)
    taken = taken_columns(table, sealed=sealed)
    columns = [column.column for column in taken]
    sheet = start_sheet(book, table, columns)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    number = 0
    for number, row in enumerate(rows_of(table, visible_rows(user, table), taken), 1):
        write_row(sheet, number, row, columns, day)
    book.close()
    return number


def start_sheet(book: Any, table: str, columns: Sequence[Column]) -> Any:
    """A sheet named by the table, with the heads of the columns."""
    sheet = book.add_worksheet(TABLES[table].label)
    head = book.add_format({"bold": True})
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(columns):
        wide = column.name in {"name", "post", "target_post", "course", "provider", "document"}
        sheet.set_column(place, place, 30 if wide else max(12, 2 * len(column.label) + 2))
        sheet.write_string(0, place, column.label, head)
    return sheet


def write_row(sheet: Any, number: int, row: Sequence[Any], columns: Sequence[Column], day: Any) -> None:
    """One row: days as days, numbers as numbers, all else as text."""
    for place, (value, column) in enumerate(zip(row, columns, strict=True)):
        if value in (None, ""):
            continue
        if column.kind in (Kind.DATE, Kind.LAST_DAY):
            sheet.write_datetime(number, place, value, day)
        elif column.kind in (Kind.COUNT, Kind.AMOUNT):
            sheet.write_number(number, place, value)
        else:
            sheet.write_string(number, place, value)


def _shown(value: Any, column: StoredColumn) -> Any:
    kind = column.column.kind
    if kind is Kind.CODE:
        return column.column.codes.get(value, value)
    if kind is Kind.FLAG:
        return {True: "是", False: "否"}.get(value)
    return value


def _line(cells: Iterable[Any]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(["" if cell is None else _plain(cell) for cell in cells])
    return text.getvalue()


def _plain(cell: Any) -> str:
    """Decimals without trailing zeros, as people write them."""
    return f"{cell.normalize():f}" if isinstance(cell, Decimal) else str(cell)
