"""DuckDB, embedded: the engine for one case and for a nation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from zugong.core.outcomes import Outcome
from zugong.regulations.book import Book, CompiledRule
from zugong.regulations.findings import FINDING_COLUMNS, FINDING_SCHEMA, RuleSummary


if TYPE_CHECKING:
    import duckdb

BATCH_ROWS = 200_000


def run(
    connection: duckdb.DuckDBPyConnection,
    book: Book,
    *,
    listed: Sequence[Outcome],
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[tuple[RuleSummary, ...], pa.Table]:
    """Judge with every rule of the book; return the four counts per rule and the findings with a listed outcome.

    The connection has been prepared. Findings stream through in batches, so that only listed ones take memory.
    `progress` is told (rule title, number done, number of rules).
    """
    summary, kept = [], []
    for done, rule in enumerate(book.values()):
        if progress:
            progress(rule.title, done, len(book))
        batches = connection.execute(rule.sql).to_arrow_reader(BATCH_ROWS)
        counts, rows = sift(rule, batches, listed)
        summary.append(counts)
        kept.extend(rows)
    return tuple(summary), keep_listed(connection, kept)


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
