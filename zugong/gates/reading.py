"""The live database as the judge's tables: read as one moment, typed as the contract says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection
from django.db.models import Q

from zugong.gates.sources import ContractSource, contract_sources
from zugong.regulations.engines.prepare import add_table
from zugong.regulations.inputs import ARROW_TYPES
from zugong.regulations.storage import ENGINE_TYPES, contract_schema
from zugong.regulations.tables.reading import Reading
from zugong.regulations.tables.schema import MILLIONTHS, TABLES, Column, Kind


if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

ROWS_AT_ONCE = 50_000

_ENGINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

_BEGIN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
"""A view of one moment that keeps nobody from writing; Django's own transactions on SQLite lock out writers."""


def read_live(only: Mapping[str, Q] | None = None) -> Reading:
    """The contract tables of the live database, all of one moment, in an engine in memory. The caller closes it.

    `only` names the tables to read and the condition their rows must meet. A table counts as present when it is read.
    """
    sources = contract_sources()
    engine = duckdb.connect(config=_ENGINE)
    try:
        engine.execute("SET threads = 1")
        wanted = (
            {name: Q() for name in sources} if only is None else {name: only[name] for name in sources if name in only}
        )
        with one_moment():
            for name, where in wanted.items():
                _read_table(engine, sources[name], where)
    except BaseException:
        engine.close()
        raise
    return Reading(engine, frozenset(wanted))


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of the same moment; inside a transaction already open, of that transaction."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def _read_table(engine: duckdb.DuckDBPyConnection, source: ContractSource, where: Q) -> None:
    table = TABLES[source.table]
    add_table(engine, table.name, [], contract_schema(table))
    paths = [source.columns[column.name] for column in table.columns]
    rows = source.model.objects.filter(where).order_by().values_list(*paths)
    sealed = _sealed_columns(source, paths)
    for chunk in _chunks(*rows.query.sql_with_params()):
        columns: Any = zip(*chunk, strict=True)
        columns = [map(sealed[at], cells) if at in sealed else cells for at, cells in enumerate(columns)]
        arrays = {column.name: typed(column, cells) for column, cells in zip(table.columns, columns, strict=True)}
        engine.register("incoming_rows", pa.table(arrays))
        engine.execute(f'INSERT INTO "{table.name}" SELECT * FROM incoming_rows')
        engine.unregister("incoming_rows")


def _sealed_columns(source: ContractSource, paths: Iterable[str]) -> dict[int, Callable[[Any], Any]]:
    """Place -> what opens it, of the columns that lie sealed in the database."""
    fields = [source.model._meta.get_field(path.split("__")[0]) for path in paths]
    return {at: field.unsealed for at, field in enumerate(fields) if hasattr(field, "unsealed")}


def _chunks(sql: str, parameters: Iterable[Any]) -> Iterator[list[tuple[Any, ...]]]:
    cursor: CursorWrapper
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, tuple(parameters))
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield rows


def typed(column: Column, cells: Iterable[Any]) -> pa.Array:
    """Cells as a database gives them (days also as text, flags also as 0 and 1) as an Arrow array of the contract.

    Empty text is what the contract calls empty: not known.
    """
    wanted = ARROW_TYPES[ENGINE_TYPES[column.kind]]
    if column.kind is Kind.AMOUNT:
        return pa.array([None if cell is None else _millionths(cell) for cell in cells], wanted)
    found = pa.array(cells).cast(wanted)
    if pa.types.is_string(wanted):
        return pc.if_else(pc.equal(found, ""), pa.scalar(None, wanted), found)
    return found


def _millionths(amount: Any) -> int:
    """Whole millionths; SQLite keeps decimals as binary fractions, whose shortest form is the number meant."""
    return int(Decimal(str(amount)) * MILLIONTHS)
