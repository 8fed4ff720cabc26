"""The fast form of cadence rules, where big snapshots allow it; the same findings as the rule's SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from zugong.core.dates import Period, whole_periods
from zugong.regulations.cadence import Cadence
from zugong.regulations.engines.sorted_scan import scan
from zugong.regulations.storage import law_table_name


if TYPE_CHECKING:
    import duckdb

LawSpan = dict[str, Any]


def judge(
    connection: duckdb.DuckDBPyConnection,
    rule: str,
    cadence: Cadence,
    snapshots: Mapping[str, Path],
    *,
    with_passes: bool,
) -> tuple[int, list[pa.Table]]:
    """How many (organization, period) pairs are due, and the judged rows: failures, and passes if asked for.

    Raises NotSorted when a snapshot is not sorted by organization; then nothing was kept.
    """
    ((as_of, since),) = connection.execute("SELECT as_of, run_since FROM run").fetchall()
    due, rows = 0, list[pa.Table]()
    for span in _law_spans(connection, rule):
        periods = [period for period in whole_periods(cadence.period, since, as_of) if _governs(span, period)]
        if not periods:
            continue
        first, last = periods[0].first_day, periods[-1].last_day
        due += _due(connection, cadence, first, last)
        asked = replace(cadence, minimum=span["law_minimum"])
        organizations, meetings = snapshots["organizations"], snapshots["meetings"]
        batches = scan(organizations, meetings, asked, since=first, as_of=last, with_passes=with_passes)
        rows.extend(_judged(batch, span) for batch in batches)
    return due, rows


def _law_spans(connection: duckdb.DuckDBPyConnection, rule: str) -> Iterator[LawSpan]:
    spans = connection.execute(f"SELECT * FROM {law_table_name(rule)} ORDER BY law_since").to_arrow_table()
    return iter(spans.to_pylist())


def _governs(span: LawSpan, period: Period) -> bool:
    inside: bool = span["law_since"] <= period.last_day < span["law_until"]
    return inside


def _due(connection: duckdb.DuckDBPyConnection, cadence: Cadence, first: date, last: date) -> int:
    counted = connection.execute(
        """SELECT count(*) FROM organizations o, periods p
           WHERE list_contains(?, o.kind) AND p.period_kind = ? AND p.first_day >= ? AND p.last_day <= ?
             AND coalesce(o.founded_on <= p.first_day, true) AND coalesce(o.dissolved_on > p.last_day, true)""",
        [list(cadence.subject_kinds), cadence.period.value, first, last],
    ).fetchone()
    return int(counted[0]) if counted else 0


def _judged(batch: pa.RecordBatch, span: LawSpan) -> pa.Table:
    """Rows of a scan in the shape of a rule's SQL, with its words."""
    held = pc.binary_join_element_wise(batch["actual"].cast(pa.string()), "次", " ")
    constants = {
        "subject_kind": "organization",
        "required": f"≥ {span['law_minimum']} 次",
        "reason": "",
        "citation": span["law_citation"],
        "since": span["law_applied_since"],
    }
    columns = {name: pa.repeat(value, batch.num_rows) for name, value in constants.items()}
    columns |= {name: batch[name].cast(pa.string()) for name in ("subject_id", "period", "outcome")}
    return pa.table(columns | {"actual": held})
