"""One table of the data set from its grid of cells into the engine."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import duckdb

from zugong.formats.delimited import read_delimited
from zugong.formats.grids import Cell, Grid, Unopenable, is_blank
from zugong.formats.workbook import Workbook
from zugong.regulations.tables.columns import read_column
from zugong.regulations.tables.copying import SQL_TYPES, copy_rows
from zugong.regulations.tables.header import Header, find_header, recognised
from zugong.regulations.tables.names import table_named
from zugong.regulations.tables.problems import Problem
from zugong.regulations.tables.schema import TABLES, Table
from zugong.regulations.tables.sources import WORKBOOKS, Source, ignored_sheet
from zugong.regulations.tables.staging import ROW, Ledger, Place, Staged


def stage_grid(connection: duckdb.DuckDBPyConnection, source: Source, ledger: Ledger) -> Staged | None:
    """Read a CSV file or a sheet; None when its header is at fault. Raises Unopenable."""
    grid, sheet = _grid(source, ledger)
    table = TABLES[source.table]
    header = find_header(grid, source.table)
    if header is None:
        ledger.refuse_file(no_header(Place(table, source.path.name, sheet, {})))
        return None
    place = Place(table, source.path.name, sheet, _headers(header) | dict(source.titles))
    if not accept_header(header, place, ledger):
        return None
    rows, numbers = _content(grid, header, place, ledger)
    warn_of_unknown(header, rows, place, ledger)
    turned = list(zip_longest(*rows, fillvalue=""))
    blank = ("",) * len(rows)
    columns = [
        None if position is None else turned[position] if position < len(turned) else blank
        for position in map(header.positions.get, _names(table))
    ]
    return stage_cells(connection, place, columns, numbers, ledger)


def stage_cells(
    connection: duckdb.DuckDBPyConnection,
    place: Place,
    columns: Sequence[Sequence[Cell] | None],
    numbers: Sequence[int],
    ledger: Ledger,
) -> Staged:
    """Type the columns (None where the file has none) and copy them into the engine."""
    texts: list[Sequence[str] | None] = [list(map(str, numbers))]
    for column, cells in zip(place.table.columns, columns, strict=True):
        texts.append(None if cells is None else read_column(cells, numbers, column, place, ledger))
    types = {ROW: "BIGINT"} | {column.name: SQL_TYPES[column.kind] for column in place.table.columns}
    relation = place.table.name
    copy_rows(connection, relation, types, texts)
    return Staged(place, relation, len(numbers))


def accept_header(header: Header, place: Place, ledger: Ledger) -> bool:
    """Whether the header names each column once and all that must be there; else the faults are noted."""
    accepted = True
    for name, text in header.repeated:
        reason = f"同一列出现了不止一次（“{place.header(name)}”与“{text}”）"
        ledger.refuse_file(place.problem(header.row, (name,), None, reason, "请只保留其中一列"))
        accepted = False
    for column in place.table.columns:
        if not column.required or column.name in header.positions:
            continue
        if column.name == "name" and column.name not in place.table.key:
            ledger.warnings.append(place.problem(None, (column.name,), None, "缺少这一列，按空白读取", ""))
            continue
        remedy = f"请在表头补上“{column.label}”（或 {column.name}）列"
        ledger.refuse_file(place.problem(header.row, (column.name,), None, "缺少这一列", remedy))
        accepted = False
    return accepted


def _grid(source: Source, ledger: Ledger) -> tuple[Grid, str | None]:
    if source.grid is not None:
        return source.grid, source.sheet
    if source.path.suffix.lower() not in WORKBOOKS:
        return read_delimited(source.path, lambda record: recognised(record, source.table)), None
    if source.book is not None and source.sheet is not None:
        return source.book.read(source.sheet), source.sheet
    with source.book or Workbook(source.path) as book:
        return _chosen_sheet(book, source, ledger)


def _chosen_sheet(book: Workbook, source: Source, ledger: Ledger) -> tuple[Grid, str]:
    """The sheet named by the table, else the first that holds anything. Other sheets with content are reported."""
    own = [sheet for sheet in book.sheet_names if table_named(sheet) == source.table]
    if len(own) > 1:
        raise Unopenable(f"“{source.label}”表出现了不止一次（工作表“{own[0]}”与“{own[1]}”）", "请只保留其中一份")
    chosen: tuple[Grid, str] | None = None
    for sheet in own + [name for name in book.sheet_names if name not in own]:
        grid = book.read(sheet)
        if sheet not in own and not any(map(_has_content, grid.rows)):
            continue
        if chosen is None:
            chosen = grid, sheet
        elif sheet not in own:
            ledger.warnings.append(ignored_sheet(source.path, sheet))
    return chosen or (Grid([]), book.sheet_names[0] if book.sheet_names else "")


def no_header(place: Place) -> Problem:
    """No row names any column of the table."""
    expected = "、".join(column.label for column in place.table.columns if column.required)
    return place.problem(None, (), None, "没有找到表头", f"请在前 20 行内放一行列名，至少有：{expected}（或英文列名）")


def _headers(header: Header) -> dict[str, str]:
    return {name: " ".join(header.texts[position].split()) for name, position in header.positions.items()}


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _has_content(row: Sequence[Cell]) -> bool:
    return any(cell != "" and not is_blank(cell) for cell in row)


def _content(grid: Grid, header: Header, place: Place, ledger: Ledger) -> tuple[list[Sequence[Cell]], list[int]]:
    """Rows below the header that hold anything, with their numbers; rows longer than the header are refused."""
    rows, numbers, width = [], [], len(header.texts)
    for number, row in enumerate(grid.rows[header.row :], header.row + 1):
        if not (row and row[0] and not is_blank(row[0])) and not _has_content(row):
            continue
        if len(row) > width and _has_content(row[width:]):
            extra = "、".join(str(cell) for cell in row[width:] if not is_blank(cell))
            reason = f"这一行有 {len(row)} 格，多于表头的 {width} 格"
            ledger.refuse_row(
                place, number, extra, reason, "请检查是否多了分隔符；单元格内有分隔符的，整格加英文双引号"
            )
        rows.append(row)
        numbers.append(number)
    return rows, numbers


OWN_REMARKS = frozenset({"问题", "怎么改"})
"""Heads of the columns that this program writes beside faulty rows; sent again they are passed over in silence."""


def warn_of_unknown(header: Header, rows: Sequence[Sequence[Cell]], place: Place, ledger: Ledger) -> None:
    """Report columns that the contract does not know, once for the file."""
    named = [header.texts[position] for position in header.unknown]
    unknown = [text.strip() for text in named if text.strip() and text.strip() not in OWN_REMARKS]
    if unknown:
        reason = f"有不认识的列，未读取：{'、'.join(unknown)}"
        ledger.warnings.append(place.problem(header.row, (), None, reason, "如应读取，请把列名改为约定的名称"))
    bare = [position for position in header.unknown if not header.texts[position].strip()]
    filled = [
        str(position + 1) for position in bare if any(_has_content(row[position : position + 1]) for row in rows)
    ]
    if filled:
        reason = f"有内容但没有列名，未读取：第 {'、'.join(filled)} 列"
        ledger.warnings.append(place.problem(header.row, (), None, reason, "如应读取，请在表头补上列名"))
