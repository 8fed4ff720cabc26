"""Who runs: our sorted scan, the yardsticks, the decoders. Called by name in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zugong.cli.bench.case import THREADS, Case
from zugong.cli.bench.measuring import Measure, timed


if TYPE_CHECKING:
    import pyarrow as pa


OURS = "sorted_scan"
JUDGES = {
    OURS: "本系统：顺序扫描",
    "hand_written_sql": "手写 DuckDB SQL",
    "polars": "手写 Polars 流式",
}
DECODERS = {
    "decode_arrow": "只解码：pyarrow",
    "decode_polars": "只解码：Polars",
    "decode_duckdb": "只解码：DuckDB",
}


def run_contender(name: str, case: Case) -> Measure:
    """Time one contender. Only what it needs is imported, so that its memory is not somebody else's."""
    if name == OURS:
        return timed(lambda: _sorted_scan(case), fingerprint)
    from zugong.cli.bench import yardsticks

    judges = {"hand_written_sql": yardsticks.hand_written_sql, "polars": yardsticks.polars_streaming}
    decoders = {
        "decode_arrow": yardsticks.decode_with_arrow,
        "decode_polars": yardsticks.decode_with_polars,
        "decode_duckdb": yardsticks.decode_with_duckdb,
    }
    if name in judges:
        return timed(lambda: judges[name](case), fingerprint)
    return timed(lambda: decoders[name](case), lambda rows: (rows,))


def _sorted_scan(case: Case) -> pa.Table:
    import pyarrow as pa

    from zugong.regulations.cadence import Cadence
    from zugong.regulations.engines.sorted_scan import SCAN_SCHEMA, scan

    cadence = Cadence(("branch",), (case.meeting_kind,), case.period)
    batches = scan(case.organizations, case.meetings, cadence, since=case.since, as_of=case.as_of, threads=THREADS)
    return pa.Table.from_batches(batches, SCAN_SCHEMA)


def fingerprint(rows: pa.Table) -> tuple[int, ...]:
    """Number of rows and two checksums that do not depend on their order."""
    import duckdb

    connection = duckdb.connect()
    connection.register("judged", rows)
    hashed = "hash(subject_id::VARCHAR, period::VARCHAR, actual::BIGINT, outcome::VARCHAR)"
    query = f"SELECT count(*), bit_xor({hashed}), sum({hashed}::HUGEINT % 4294967291) FROM judged"
    count, mixed, added = connection.execute(query).fetchall()[0]
    return int(count), int(mixed or 0), int(added or 0)
