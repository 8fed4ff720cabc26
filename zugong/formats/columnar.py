"""Parquet files through DuckDB: column types without reading the data, and the text of a scan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from zugong.formats.files import head
from zugong.formats.grids import Unopenable


ROW_NUMBER = "file_row_number"
"""Column that a scan adds: position of the record in the file, from 0."""

_GLOB = str.maketrans({"[": "[[]", "*": "[*]", "?": "[?]"})


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """Columns with their DuckDB types, number of records, and the SQL that scans the file."""

    types: dict[str, str]
    rows: int
    scan: str


def probe(connection: duckdb.DuckDBPyConnection, path: Path) -> ParquetFile:
    """Look at the footer of a Parquet file. Raises Unopenable."""
    if not head(path, 4).startswith(b"PAR1"):
        raise Unopenable("内容不是 Parquet 文件", "请重新导出，或改用 .csv、.xlsx")
    scan = f"read_parquet({literal(str(path.absolute()).translate(_GLOB))}, {ROW_NUMBER} = true)"
    try:
        types = connection.execute(f"DESCRIBE SELECT * EXCLUDE ({ROW_NUMBER}) FROM {scan}").fetchall()
        rows = connection.execute(f"SELECT count(*) FROM {scan}").fetchone()
    except duckdb.Error as error:
        raise damaged() from error
    return ParquetFile({name: kind for name, kind, *_ in types}, rows[0] if rows else 0, scan)


def damaged() -> Unopenable:
    return Unopenable("Parquet 文件已损坏或没有下载完整", "请重新导出或复制该文件")


def literal(text: str) -> str:
    """Text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
