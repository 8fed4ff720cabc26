"""DuckDB, embedded: the engine for one case and for a nation."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from zugong.core.outcomes import Outcome
from zugong.regulations.book import Book, CompiledRule
from zugong.regulations.cadence import Cadence
from zugong.regulations.findings import FINDING_COLUMNS, FINDING_SCHEMA, RuleSummary
from zugong.regulations.tables.schema import TABLES


if TYPE_CHECKING:
    import duckdb

BATCH_ROWS = 200_000

SNAPSHOTS_OF_A_CADENCE = {"organizations", "meetings"}
NO_SNAPSHOTS: Mapping[str, Path] = MappingProxyType({})

SMALL_ROWS = 1_000_000
"""With fewer rows, planning a query takes longer than running it: rules run side by side, each in one thread."""


def run(
    connection: duckdb.DuckDBPyConnection,
    book: Book,
    *,
    listed: Sequence[Outcome],
    snapshots: Mapping[str, Path] = NO_SNAPSHOTS,
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[tuple[RuleSummary, ...], pa.Table]:
    """Judge with every rule of the book; return the four counts per rule and the findings with a listed outcome.

    The connection has been prepared. Findings stream through in batches, so that only listed ones take memory.
    Cadences over `snapshots` (big Parquet files in canonical form, by table) take their fast form if those are sorted.
    `progress` is told (rule title, number done, number of rules).
    """
    cores = os.cpu_count() or 1
    small = _is_small(connection)
    connection.execute(f"SET threads = {1 if small else cores}")
    with ThreadPoolExecutor(cores if small else 1) as pool:
        running = [pool.submit(_judge, connection.cursor(), rule, listed, snapshots) for rule in book.values()]
        for done, (rule, judged) in enumerate(zip(book.values(), running, strict=True)):
            if progress:
                progress(rule.title, done, len(book))
            judged.result()
    summary, kept = zip(*(judged.result() for judged in running), strict=True) if running else ((), ())
    return tuple(summary), keep_listed(connection, [rows for tables in kept for rows in tables])


def _judge(
    cursor: duckdb.DuckDBPyConnection, rule: CompiledRule, listed: Sequence[Outcome], snapshots: Mapping[str, Path]
) -> tuple[RuleSummary, list[pa.Table]]:
    with cursor:
        if rule.cadence is not None and snapshots.keys() >= SNAPSHOTS_OF_A_CADENCE:
            judged = _judge_fast(cursor, rule, rule.cadence, listed, snapshots)
            if judged is not None:
                return judged
        return sift(rule, cursor.execute(rule.sql).to_arrow_reader(BATCH_ROWS), listed)


def _judge_fast(
    cursor: duckdb.DuckDBPyConnection,
    rule: CompiledRule,
    cadence: Cadence,
    listed: Sequence[Outcome],
    snapshots: Mapping[str, Path],
) -> tuple[RuleSummary, list[pa.Table]] | None:
    """The fast form, imported only for big data; None when the snapshots are not sorted."""
    from zugong.regulations.engines import fast_cadence
    from zugong.regulations.engines.sorted_scan import NotSorted

    try:
        due, rows = fast_cadence.judge(cursor, rule.key, cadence, snapshots, with_passes=Outcome.PASS in listed)
    except NotSorted:
        return None
    counts, kept = sift(rule, (batch for table in rows for batch in table.to_batches()), listed)
    return replace(counts, passes=due - counts.fails), kept


def _is_small(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether all tables lie in memory and are small; views stand for big files."""
    views = "SELECT count(*) FROM duckdb_views() WHERE NOT internal AND view_name IN (SELECT unnest(?))"
    rows = "SELECT coalesce(sum(estimated_size), 0) FROM duckdb_tables()"
    found = connection.execute(f"SELECT ({views}), ({rows})", [list(TABLES)]).fetchone()
    return found is not None and found[0] == 0 and found[1] < SMALL_ROWS


def sift(
    rule: CompiledRule, judged: Iterable[pa.RecordBatch], listed: Sequence[Outcome]
) -> tuple[RuleSummary, list[pa.Table]]:
    """Count the outcomes of a rule's judged rows and keep the listed ones as findings."""
    wanted = pa.array([outcome.value for outcome in listed])
    counts: Counter[str] = Counter()
    kept = []
    for batch in judged:
        counts.update({entry["values"]: entry["counts"] for entry in pc.value_counts(batch["outcome"]).to_pylist()})
        rows = pa.Table.from_batches([batch]).filter(pc.is_in(batch["outcome"], wanted))
        if rows.num_rows:
            kept.append(_as_findings(rule, rows))
    return RuleSummary(rule.key, *(counts[outcome.value] for outcome in Outcome)), kept


def _as_findings(rule: CompiledRule, rows: pa.Table) -> pa.Table:
    constants = {"rule": rule.key, "force": rule.force.value}
    columns = [
        pa.repeat(constants[name], rows.num_rows) if name in constants else rows[name].cast(pa.string())
        for name in FINDING_COLUMNS
    ]
    return pa.table(columns, schema=FINDING_SCHEMA)


def keep_listed(connection: duckdb.DuckDBPyConnection, kept: Sequence[pa.Table]) -> pa.Table:
    """The listed findings sorted by rule, subject_id and period; they stay in `listed_findings` for naming."""
    findings = pa.concat_tables(kept) if kept else FINDING_SCHEMA.empty_table()
    order = [(name, "ascending") for name in ("rule", "subject_id", "period", "subject_kind")]
    findings = findings.sort_by(order)
    connection.register("listed_findings", findings)
    return findings
