"""Big Parquet files of canonical types, judged where they lie: a view instead of a copy."""

from __future__ import annotations

from collections.abc import Container, Mapping

import duckdb

from zugong.formats.columnar import ROW_NUMBER, ParquetFile, literal, quoted
from zugong.formats.grids import BLANKS, Cell, is_blank
from zugong.regulations.tables.cell_faults import BadCell
from zugong.regulations.tables.cells import read_cell, shown
from zugong.regulations.tables.columns import EMPTY
from zugong.regulations.tables.copying import SQL_TYPES
from zugong.regulations.tables.days import FIRST_YEAR, LAST_YEAR
from zugong.regulations.tables.numbers import TOO_LARGE
from zugong.regulations.tables.schema import MILLIONTHS, Column, Kind
from zugong.regulations.tables.staging import ROW, Ledger, Place, Staged


_WHOLE = frozenset(f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "BIG")) | {
    "INTEGER",
    "UINTEGER",
}
_DAYS = frozenset({"DATE", "TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S"})
_TYPES = {
    Kind.TEXT: frozenset({"VARCHAR"}),
    Kind.CODE: frozenset({"VARCHAR"}),
    Kind.DATE: _DAYS,
    Kind.LAST_DAY: _DAYS,
    Kind.COUNT: _WHOLE,
    Kind.AMOUNT: _WHOLE | {"DOUBLE"},
    Kind.FLAG: frozenset({"BOOLEAN"}),
}
_BLANKS = literal(BLANKS)


def is_canonical(file: ParquetFile, place: Place) -> bool:
    """Whether every column can be judged where it lies."""
    return all(_accepts(place.table.column(name), file.types[text]) for name, text in place.headers.items())


def _accepts(column: Column, sql_type: str) -> bool:
    exact = column.kind is Kind.AMOUNT and sql_type.startswith("DECIMAL")
    return exact or sql_type in _TYPES[column.kind]


def stage_view(connection: duckdb.DuckDBPyConnection, file: ParquetFile, place: Place, ledger: Ledger) -> Staged:
    """Judge the cells where they lie. SQL picks out suspects; the same parsers as for any cell decide on them."""
    connection.execute("RESET threads")  # this one is big
    columns = {column.name: column for column in place.table.columns}
    raw = {name: quoted(text) for name, text in place.headers.items()}
    suspicions = {name: _suspicion(columns[name], raw[name], file.types[place.headers[name]]) for name in raw}
    counts = connection.execute(
        "SELECT " + ", ".join(f"count(*) FILTER ({doubt})" for doubt in suspicions.values()) + f" FROM {file.scan}"
    ).fetchone()
    doubtful = {name: suspicions[name] for name, count in zip(suspicions, counts or (), strict=True) if count}
    for name, suspicion in doubtful.items():
        _examine(connection, file, place, columns[name], suspicion, ledger)
    translated = {
        name: _translations(connection, file, raw[name], columns[name], suspicion)
        for name, suspicion in doubtful.items()
        if columns[name].kind is Kind.CODE
    }
    yields = ", ".join(
        f"{_value(column, place, file, doubtful, translated)} AS {quoted(column.name)}" for column in columns.values()
    )
    relation = f"(SELECT {ROW_NUMBER} + 1 AS {ROW}, {yields} FROM {file.scan})"
    snapshot = not doubtful and all(
        name == text and file.types[text] == SQL_TYPES[columns[name].kind] for name, text in place.headers.items()
    )
    return Staged(place, relation, file.rows, f"SELECT {yields} FROM {file.scan}", snapshot)


def _suspicion(column: Column, raw: str, sql_type: str) -> str:
    """A condition that holds for every cell that is not plainly good."""
    doubt = _DOUBTS[column.kind](column, raw)
    if column.kind is Kind.AMOUNT:
        doubt += _inexact(raw, sql_type)
    return f"({raw} IS NULL OR {doubt})" if column.required else f"({doubt})"


def _doubt_text(column: Column, raw: str) -> str:
    """Blank, or blanks at an end. Trimming costs ten times as much as looking at the ends of plain ASCII text."""
    ends = f"{raw} < '!' OR right({raw}, 1) < '!'"
    return f"CASE WHEN strlen({raw}) = length({raw}) THEN {ends} ELSE {raw} <> trim({raw}, {_BLANKS}) END"


def _doubt_code(column: Column, raw: str) -> str:
    return f"{raw} NOT IN ({', '.join(map(literal, column.codes))})"


def _doubt_day(column: Column, raw: str) -> str:
    return f"{raw} NOT BETWEEN DATE '{FIRST_YEAR}-01-01' AND DATE '{LAST_YEAR}-12-31'"


def _doubt_number(column: Column, raw: str) -> str:
    most = TOO_LARGE - 1 if column.maximum is None else column.maximum
    return f"NOT ({raw} BETWEEN {column.minimum} AND {most})"


def _doubt_flag(column: Column, raw: str) -> str:
    return "false"


_DOUBTS = {
    Kind.TEXT: _doubt_text,
    Kind.CODE: _doubt_code,
    Kind.DATE: _doubt_day,
    Kind.LAST_DAY: _doubt_day,
    Kind.COUNT: _doubt_number,
    Kind.AMOUNT: _doubt_number,
    Kind.FLAG: _doubt_flag,
}


def _inexact(raw: str, sql_type: str) -> str:
    """Condition for amounts of more than six places."""
    if sql_type == "DOUBLE":
        return f" OR {_millionths(raw, sql_type)} / {MILLIONTHS}.0::DOUBLE <> {raw}"
    if sql_type.startswith("DECIMAL"):
        return f" OR CAST({raw} AS DECIMAL(38, 6)) <> {raw}"
    return ""


def _millionths(raw: str, sql_type: str) -> str:
    if sql_type == "DOUBLE":
        return f"TRY_CAST(round({raw} * {MILLIONTHS}) AS BIGINT)"
    if sql_type.startswith("DECIMAL"):
        return f"TRY_CAST(CAST({raw} AS DECIMAL(38, 6)) * {MILLIONTHS} AS BIGINT)"
    return f"TRY_CAST(TRY_CAST({raw} AS HUGEINT) * {MILLIONTHS} AS BIGINT)"


def _examine(
    connection: duckdb.DuckDBPyConnection,
    file: ParquetFile,
    place: Place,
    column: Column,
    suspicion: str,
    ledger: Ledger,
) -> None:
    raw = quoted(place.headers[column.name])
    suspects = connection.execute(f"SELECT {ROW_NUMBER} + 1, {raw} FROM {file.scan} WHERE {suspicion} ORDER BY 1")
    while batch := suspects.fetchmany(10_000):
        for row, cell in batch:
            fault = _fault(cell, column)
            if fault is not None:
                ledger.refuse_cell(place, row, (column.name,), shown(cell).strip(), fault.reason, fault.remedy)


def _fault(cell: Cell, column: Column) -> BadCell | None:
    if shown(cell).strip(BLANKS) == "":
        return BadCell(*EMPTY) if column.required else None
    try:
        read_cell(cell, column)
    except BadCell as fault:
        return fault
    return None


def _translations(
    connection: duckdb.DuckDBPyConnection, file: ParquetFile, raw: str, column: Column, suspicion: str
) -> dict[str, str]:
    """What each unusual spelling of a code stands for; spellings that stand for nothing are left out."""
    found = connection.execute(f"SELECT DISTINCT {raw} FROM {file.scan} WHERE {suspicion}").fetchall()
    spellings = [cell for (cell,) in found if not is_blank(cell) and _fault(cell, column) is None]
    return {cell: str(read_cell(cell, column)) for cell in spellings}


def _value(
    column: Column,
    place: Place,
    file: ParquetFile,
    doubtful: Container[str],
    translated: Mapping[str, Mapping[str, str]],
) -> str:
    """SQL of the canonical column. Only a column with suspects pays for trimming or translating."""
    sql_type = SQL_TYPES[column.kind]
    text = place.headers.get(column.name)
    if text is None:
        return f"CAST(NULL AS {sql_type})"
    raw, raw_type = quoted(text), file.types[text]
    if column.kind is Kind.AMOUNT:
        return _millionths(raw, raw_type)
    if column.name in translated:
        return _translated(raw, column, translated[column.name])
    if column.kind is Kind.TEXT and column.name in doubtful:
        return f"nullif(trim({raw}, {_BLANKS}), '')"
    return raw if raw_type == sql_type else f"CAST({raw} AS {sql_type})"


def _translated(raw: str, column: Column, spellings: Mapping[str, str]) -> str:
    known = {code: code for code in column.codes} | dict(spellings)
    return f"CASE {raw} {' '.join(f'WHEN {literal(cell)} THEN {literal(code)}' for cell, code in known.items())} END"
