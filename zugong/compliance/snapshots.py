"""The live database as a data set on disk, for `zugong check`, for Spark, for another program."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from zugong.audit.actors import Actor
from zugong.audit.recording import record_event
from zugong.formats.columnar import literal, quoted
from zugong.gates.reading import read_live
from zugong.regulations.tables.schema import TABLES, Kind, Table


class NotEmpty(Exception):
    """The folder holds something already."""


def write_snapshot(folder: Path, progress: Callable[[str], None] = lambda text: None) -> dict[str, int]:
    """Write every contract table as Parquet, all of one moment, sorted by key; returns the rows of each.

    The folder appears whole or not at all, readable by its owner alone: it holds
    personal data. The export leaves an entry. Raises NotEmpty, and OSError when the disk does not play along.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NotEmpty(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        counts = _write(beside, progress)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    record_event(Actor.program("snapshot"), "compliance.snapshot.written", "data:snapshot", details=counts)
    return counts


def _write(folder: Path, progress: Callable[[str], None]) -> dict[str, int]:
    progress("读取数据库")
    engine, counts = read_live().connection, {}
    with engine:
        for table in TABLES.values():
            progress(f"写入 {table.label}")
            target = literal(str(folder / f"{table.name}.parquet"))
            made = engine.execute(f"COPY ({_select(table)}) TO {target} (FORMAT parquet, COMPRESSION zstd)").fetchone()
            counts[table.name] = made[0] if made else 0
    return counts


def _select(table: Table) -> str:
    """The rows by key; amounts as exact decimals, as a contract file has them."""
    cells = [
        f"CAST({quoted(column.name)} AS DECIMAL(18, 0)) * CAST(0.000001 AS DECIMAL(7, 6)) AS {quoted(column.name)}"
        if column.kind is Kind.AMOUNT
        else quoted(column.name)
        for column in table.columns
    ]
    order = sorted(table.key, key=lambda name: name != "organization_id")
    return f"SELECT {', '.join(cells)} FROM {quoted(table.name)} ORDER BY {', '.join(map(quoted, order))}"
