"""What our figures are measured against: the same question written by hand, and decoding alone.

The hand-written SQL is the fastest of a dozen forms that were tried. A bit per period, so that one `bit_or` per branch
answers all periods; the branches join the same aggregation instead of a second hash table, carrying the bits of the
periods they need not answer for; small integers; no sort; meetings of other kinds are filtered before the aggregation.
Slower were: a join to the branches, ranges of ids one after the other, no filter on the day, the filter inside the
aggregation, a lookup instead of a shift. It only answers "at least one": a count is what ours gives beside it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from zugong.cli.bench.case import THREADS, Case
from zugong.core.dates import Period


_ORGANIZATION_COLUMNS = ["organization_id", "kind", "founded_on", "dissolved_on"]
_MEETING_COLUMNS = ["organization_id", "kind", "held_on"]


def hand_written_sql(case: Case) -> pa.Table:
    """Failures of the case by DuckDB."""
    return _duckdb().execute(sql_text(case)).to_arrow_table()


def sql_text(case: Case) -> str:
    """One bit per period; bit `len(periods)` marks branches among the ids of meetings."""
    periods = case.periods
    branch, every = 1 << len(periods), (1 << len(periods)) - 1
    names = ", ".join(f"({slot}, '{period.name}')" for slot, period in enumerate(periods))
    return f"""
        SELECT organization_id AS subject_id, name AS period, 0::BIGINT AS actual, 'fail' AS outcome
        FROM (
            SELECT organization_id, ~bit_or(bits) AS missing
            FROM (
                SELECT organization_id, (1 << ({_slot(case)}))::SMALLINT AS bits
                FROM '{case.meetings}'
                WHERE kind = '{case.meeting_kind}' AND held_on BETWEEN {_day(case.since)} AND {_day(case.as_of)}
                UNION ALL
                SELECT organization_id, ({branch} | {_excused(periods)})::SMALLINT
                FROM '{case.organizations}' WHERE kind = 'branch'
            )
            GROUP BY organization_id
            HAVING bit_or(bits) BETWEEN {branch} AND {branch | every} - 1
        ), (VALUES {names}) AS periods(slot, name)
        WHERE (missing >> slot) & 1 = 1"""


def _slot(case: Case) -> str:
    return f"(month(held_on)::INTEGER - 1) // {case.period.months} - {case.first_slot}"


def _excused(periods: tuple[Period, ...]) -> str:
    """Bits of the periods a branch did not live through; most branches are done after one comparison."""
    first, last = _day(periods[0].first_day), _day(periods[-1].last_day)
    cases = " | ".join(
        f"(CASE WHEN founded_on > {_day(period.first_day)} OR dissolved_on <= {_day(period.last_day)}"
        f" THEN {1 << slot} ELSE 0 END)"
        for slot, period in enumerate(periods)
    )
    return f"(CASE WHEN founded_on > {first} OR dissolved_on <= {last} THEN {cases} ELSE 0 END)"


def polars_streaming(case: Case) -> pa.Table:
    """Failures of the case by Polars, written by hand in the same manner."""
    branches = pl.scan_parquet(case.organizations).filter(pl.col("kind") == "branch").drop("kind")
    meetings = pl.scan_parquet(case.meetings).filter(
        pl.col("kind") == case.meeting_kind, pl.col("held_on").is_between(case.since, case.as_of)
    )
    slot = (pl.col("held_on").dt.month().cast(pl.UInt32) - 1) // case.period.months - case.first_slot
    bit = pl.lit(2, pl.Int32).pow(slot).cast(pl.Int32)
    masks = meetings.group_by("organization_id").agg(bit.bitwise_or().alias("mask"))
    every = (1 << len(case.periods)) - 1
    short = (
        branches.select("organization_id", "founded_on", "dissolved_on")
        .join(masks, on="organization_id", how="left")
        .with_columns(pl.col("mask").fill_null(0))
        .filter(pl.col("mask") != every)
        .join(_polars_periods(case.periods), how="cross")
        .filter(
            pl.col("mask") & pl.col("bit") == 0,
            pl.col("founded_on").fill_null(case.since) <= pl.col("first"),
            pl.col("dissolved_on").is_null() | (pl.col("dissolved_on") > pl.col("last")),
        )
    )
    rows = short.select(
        pl.col("organization_id").alias("subject_id"),
        "period",
        pl.lit(0, pl.Int64).alias("actual"),
        pl.lit("fail").alias("outcome"),
    )
    return rows.collect(engine="streaming").to_arrow()


def _polars_periods(periods: tuple[Period, ...]) -> pl.LazyFrame:
    return pl.LazyFrame({
        "bit": pl.Series([1 << slot for slot in range(len(periods))], dtype=pl.Int32),
        "period": [period.name for period in periods],
        "first": [period.first_day for period in periods],
        "last": [period.last_day for period in periods],
    })  # fmt: skip


def decode_with_arrow(case: Case) -> int:
    """Decode the columns the rule reads, ids and kinds as dictionary codes, row group by row group; rows decoded."""
    pq.read_table(case.organizations, columns=_ORGANIZATION_COLUMNS, read_dictionary=["kind"])
    groups = iter(range(pq.read_metadata(case.meetings).num_row_groups))
    rows: list[int] = []
    workers = [threading.Thread(target=_decode_groups, args=(case, groups, rows)) for _ in range(THREADS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(rows)


def _decode_groups(case: Case, groups: Iterator[int], rows: list[int]) -> None:
    dictionaries = ["organization_id", "kind"]
    with pq.ParquetFile(case.meetings, read_dictionary=dictionaries, memory_map=True, pre_buffer=False) as file:
        # a range iterator hands each number to one thread only
        rows.extend(len(file.read_row_group(group, columns=_MEETING_COLUMNS, use_threads=False)) for group in groups)


def decode_with_polars(case: Case) -> int:
    """Decode the same columns in streaming morsels, touching each value once; rows decoded."""
    days = ["founded_on", "dissolved_on"]
    text = pl.col("organization_id", "kind").str.len_bytes().sum()
    pl.scan_parquet(case.organizations).select(text, pl.col(days).max()).collect(engine="streaming")
    touched = pl.scan_parquet(case.meetings).select(text, pl.col("held_on").max(), pl.len())
    return int(touched.collect(engine="streaming")["len"][0])


def decode_with_duckdb(case: Case) -> int:
    """Decode the same columns by a DuckDB scan, touching each value once; rows decoded."""
    connection = _duckdb()
    text = "sum(strlen(organization_id)), sum(strlen(kind))"
    connection.execute(f"SELECT {text}, max(founded_on - {_day(case.since)}), max(dissolved_on - {_day(case.since)}) "
                       f"FROM '{case.organizations}'").fetchall()  # fmt: skip
    found = connection.execute(f"SELECT count(*), {text}, max(held_on - {_day(case.since)}) FROM '{case.meetings}'")
    return int(found.fetchall()[0][0])


def _duckdb() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(f"SET threads = {THREADS}; SET preserve_insertion_order = false")
    return connection


def _day(day: object) -> str:
    return f"DATE '{day}'"
