"""Parquet files: small ones cell by cell like any sheet, big ones of canonical types as a view over the file."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from zugong.formats.columnar import ROW_NUMBER, ParquetFile, damaged, probe, quoted
from zugong.formats.grids import Cell, Grid, Unopenable
from zugong.regulations.tables.header import Header, find_header
from zugong.regulations.tables.loading import accept_header, no_header, stage_cells, warn_of_unknown
from zugong.regulations.tables.parquet_view import is_canonical, stage_view
from zugong.regulations.tables.schema import TABLES
from zugong.regulations.tables.sources import Source
from zugong.regulations.tables.staging import Ledger, Place, Staged


VIEWED_FROM = 200_000
"""Records from which a file is judged in place, without a copy."""
CONVERTED_UP_TO = 5_000_000
"""Records up to which a file of other types is converted cell by cell."""
ROW_WORD = "第 {} 条"


def stage_parquet(connection: duckdb.DuckDBPyConnection, source: Source, ledger: Ledger) -> Staged | None:
    """Read a Parquet file, or look at it in place; None when its columns are at fault. Raises Unopenable."""
    file, table = probe(connection, source.path), TABLES[source.table]
    names = list(file.types)
    header = find_header(Grid([names]), source.table)
    place = Place(table, source.path.name, None, {}, ROW_WORD)
    if header is None:
        ledger.refuse_file(no_header(place))
        return None
    place.headers.update({name: names[position] for name, position in header.positions.items()})
    if not accept_header(header, place, ledger):
        return None
    warn_of_unknown(header, (), place, ledger)
    try:
        if file.rows >= VIEWED_FROM and is_canonical(file, place):
            return stage_view(connection, file, place, ledger)
        return _stage_copy(connection, file, header, place, ledger)
    except duckdb.Error as error:
        raise damaged() from error


def _stage_copy(
    connection: duckdb.DuckDBPyConnection, file: ParquetFile, header: Header, place: Place, ledger: Ledger
) -> Staged:
    if file.rows > CONVERTED_UP_TO:
        raise Unopenable(
            f"有 {file.rows} 条记录，列的类型又需要逐格转换",
            "请按约定的类型导出：编号和代码用文本，日期用日期型，数用整数或小数型，是非用布尔型",
        )
    wanted = [place.headers.get(column.name) for column in place.table.columns]
    chosen = ", ".join(quoted(text) for text in wanted if text is not None)
    rows = connection.execute(f"SELECT {chosen} FROM {file.scan} ORDER BY {ROW_NUMBER}").fetchall()
    arrived = iter(zip(*rows, strict=True)) if rows else iter(() for _ in wanted)
    columns: list[Sequence[Cell] | None] = [None if text is None else next(arrived) for text in wanted]
    return stage_cells(connection, place, columns, range(1, file.rows + 1), ledger)
