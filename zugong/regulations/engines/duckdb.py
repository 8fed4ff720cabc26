"""DuckDB, embedded: the engine for one case and for a nation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from zugong.core.outcomes import Outcome
from zugong.regulations.book import Book, CompiledRule
from zugong.regulations.findings import FINDING_COLUMNS, FINDING_SCHEMA, RuleSummary


if TYPE_CHECKING:
    import duckdb


def run(
    connection: duckdb.DuckDBPyConnection,
    book: Book,
    *,
    listed: Sequence[Outcome],
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[tuple[RuleSummary, ...], pa.Table]:
    """Judge with every rule of the book; return the four counts per rule and the findings with a listed outcome.

    The connection has been prepared. `progress` is told (rule title, number done, number of rules).
    """
    columns = ", ".join(f"{name} VARCHAR" for name in FINDING_COLUMNS)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE listed_findings ({columns})")
    summary = []
    for done, rule in enumerate(book.values()):
        if progress:
            progress(rule.title, done, len(book))
        summary.append(_run_rule(connection, rule, listed))
    found = connection.execute(
        f"SELECT {', '.join(FINDING_COLUMNS)} FROM listed_findings ORDER BY rule, subject_id, period, subject_kind"
    )
    return tuple(summary), found.to_arrow_table().cast(FINDING_SCHEMA)


def _run_rule(connection: duckdb.DuckDBPyConnection, rule: CompiledRule, listed: Sequence[Outcome]) -> RuleSummary:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE judged AS {rule.sql}")
    counts = dict(connection.execute("SELECT outcome, count(*) FROM judged GROUP BY outcome").fetchall())
    constants = {"rule": "?", "force": "?"}
    chosen = ", ".join(constants.get(name, name) for name in FINDING_COLUMNS)
    outcomes = ", ".join(f"'{outcome.value}'" for outcome in listed)
    connection.execute(
        f"INSERT INTO listed_findings SELECT {chosen} FROM judged WHERE outcome IN ({outcomes})",
        [rule.key, rule.force],
    )
    return summary_of(rule.key, counts)


def summary_of(rule: str, counts: dict[str, int]) -> RuleSummary:
    """The four counts of a rule; outcomes that did not occur are zero."""
    return RuleSummary(rule, *(counts.get(outcome.value, 0) for outcome in Outcome))
