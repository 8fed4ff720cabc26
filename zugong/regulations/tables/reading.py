"""The one door through which a data set comes in: files to typed tables in an engine, with every fault listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from zugong.formats.columnar import ROW_NUMBER, quoted
from zugong.formats.grids import Unopenable
from zugong.regulations.tables.checks import CrossChecks
from zugong.regulations.tables.copying import copy_numbers
from zugong.regulations.tables.loading import stage_grid
from zugong.regulations.tables.parquet import stage_parquet
from zugong.regulations.tables.problems import BadDataset, Problem
from zugong.regulations.tables.schema import TABLES
from zugong.regulations.tables.sources import Discovery, Source, discover, file_problem
from zugong.regulations.tables.staging import ROW, Ledger, Place, Staged


__all__ = ["BadDataset", "Problem", "Reading", "read_dataset"]


@dataclass
class Reading:
    """A data set that was read.

    `connection` is in memory and holds one table (over a big Parquet file, a view) per table present, with all columns
    of the contract in order. `problems` are input errors; `warnings` are not. `snapshots` are the big Parquet files
    that are in canonical form themselves, by table. `places` says where each table stands; `ledger` holds the same
    problems and which cells they spoil, for a caller who checks further.
    """

    connection: duckdb.DuckDBPyConnection
    present: frozenset[str]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    snapshots: Mapping[str, Path] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)


def read_dataset(
    path: Path,
    *,
    keep_going: bool = False,
    progress: Callable[[str], None] | None = None,
    for_loading: bool = False,
    found: Discovery | None = None,
) -> Reading:
    """Read a folder, a workbook or a single file of the contract.

    With problems the connection holds the good rows if `keep_going`, else no table at all, so that nothing can be
    judged by oversight. A table whose file or header is at fault counts as absent. `progress` is told what is being
    read, in Chinese. Raises BadDataset when nothing can be read.

    A data set read `for_loading` is a part of a greater whole: references are left to the caller, who knows what is
    there already, and every row keeps its number in the column ROW. Who has looked at the files already says in
    `found` where the tables are.
    """
    tell = progress or (lambda _: None)
    found = found or discover(path)
    connection, ledger = _engine(), Ledger(warnings=found.warnings)
    for problem in found.problems:
        ledger.refuse_file(problem)
    try:
        staged = _stage_all(connection, found, ledger, tell)
        tell("核对各表之间的关系")
        CrossChecks(connection, staged, ledger, references=not for_loading).run()
        for name, table in staged.items():
            if keep_going or not ledger.problems:
                _publish(connection, name, table, ledger.spoilt_rows(name), numbered=for_loading)
            elif table.view is None:
                connection.execute(f"DROP TABLE {name}")
        connection.execute("DROP SCHEMA staging CASCADE")
        connection.execute("RESET threads")
    except BaseException:
        connection.close()
        raise
    paths = {source.table: source.path for source in found.sources}
    whole = (name for name, table in staged.items() if table.snapshot and not ledger.spoilt_rows(name))
    snapshots = {name: paths[name] for name in whole}
    places = {name: table.place for name, table in staged.items()}
    problems, warnings = ledger.sorted_problems(), tuple(ledger.warnings)
    return Reading(connection, frozenset(staged), problems, warnings, snapshots, places, ledger)


def _engine() -> duckdb.DuckDBPyConnection:
    """An engine that never reaches for the network.

    One thread until something big comes: handing tasks to others costs more than a district is worth.
    """
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    connection.execute("CREATE SCHEMA staging")
    connection.execute("SET threads = 1")
    return connection


def _stage_all(
    connection: duckdb.DuckDBPyConnection, found: Discovery, ledger: Ledger, tell: Callable[[str], None]
) -> dict[str, Staged]:
    """Stage the tables in the order of the contract. Raises BadDataset when no file could be opened."""
    order = list(TABLES)
    staged, opened = {}, 0
    with ExitStack() as books:
        for source in found.sources:
            if source.book is not None:
                books.push(source.book)
        for source in sorted(found.sources, key=lambda source: order.index(source.table)):
            tell(f"读取 {source.label}（{source.place}）")
            try:
                table = _stage(connection, source, ledger)
            except Unopenable as fault:
                ledger.refuse_file(file_problem(source.path.name, fault, source.sheet))
                continue
            opened += 1
            if table is not None:
                staged[source.table] = table
    if not opened:
        raise BadDataset(ledger.sorted_problems())
    return staged


def _stage(connection: duckdb.DuckDBPyConnection, source: Source, ledger: Ledger) -> Staged | None:
    read = stage_parquet if source.path.suffix.lower() == ".parquet" else stage_grid
    return read(connection, source, ledger)


def _publish(
    connection: duckdb.DuckDBPyConnection, name: str, table: Staged, dropped: set[int], *, numbered: bool
) -> None:
    """Leave the table to judge: all rows but the faulty ones, without their numbers unless asked for."""
    if table.view is None:
        kept = _without(connection, f"staging.{quoted(f'{name} dropped')}", ROW, dropped)
        if kept:
            connection.execute(f"DELETE FROM {name} WHERE NOT ({kept})")
        if not numbered:
            connection.execute(f"ALTER TABLE {name} DROP COLUMN {ROW}")
        return
    if dropped:
        connection.execute("CREATE SCHEMA IF NOT EXISTS dropped")
    seen = f"SELECT * FROM {table.relation}" if numbered else table.view
    number = ROW if numbered else f"{ROW_NUMBER} + 1"
    kept = _without(connection, f"dropped.{name}", number, dropped)
    connection.execute(f"CREATE VIEW {name} AS {seen}{f' WHERE {kept}' if kept else ''}")


def _without(connection: duckdb.DuckDBPyConnection, name: str, number: str, dropped: set[int]) -> str:
    """SQL condition that leaves the dropped rows out; empty when there are none."""
    if not dropped:
        return ""
    copy_numbers(connection, name, ROW, sorted(dropped))
    return f"{number} NOT IN (SELECT {ROW} FROM {name})"
