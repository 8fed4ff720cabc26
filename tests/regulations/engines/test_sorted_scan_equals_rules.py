"""The sorted scan and the rules of the book are two executions of one cadence: same rows on a sample district."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zugong.core.outcomes import Outcome
from zugong.regulations.book import load_book
from zugong.regulations.cadence import Cadence
from zugong.regulations.engines.duckdb import run
from zugong.regulations.engines.prepare import prepare
from zugong.regulations.engines.sorted_scan import scan
from zugong.regulations.loading import load_law
from zugong.regulations.rules import branch_life
from zugong.samples.district import district_tables


CADENCES = {
    "branch_life.assembly_quarterly": branch_life.ASSEMBLY,
    "branch_life.group_monthly": branch_life.GROUP_MEETING,
    "branch_life.theme_day_monthly": branch_life.THEME_DAY,
    "branch_life.life_meeting_yearly": branch_life.LIFE_MEETING,
    "branch_life.member_appraisal_yearly": branch_life.APPRAISAL,
}
YEAR = {"since": date(2025, 1, 1), "as_of": date(2025, 12, 31)}


@pytest.fixture(scope="module")
def district() -> dict[str, pa.Table]:
    return district_tables(1, 2025)


@pytest.fixture(scope="module")
def judged(district: dict[str, pa.Table]) -> pa.Table:
    law = load_law(())
    book = {key: rule for key, rule in load_book(law, "duckdb").items() if key in CADENCES}
    connection = duckdb.connect()
    for name, table in district.items():
        connection.register("incoming", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        connection.unregister("incoming")
    in_force = prepare(connection, district, book, law, **YEAR)
    assert in_force.keys() == CADENCES.keys()
    return run(connection, in_force, listed=list(Outcome))[1]


@pytest.mark.parametrize("key", CADENCES)
def test_gives_the_rows_of_the_rule(key: str, judged: pa.Table, district: dict[str, pa.Table], tmp_path: Path) -> None:
    paths = tmp_path / "organizations.parquet", tmp_path / "meetings.parquet"
    for path, table in zip(paths, ("organizations", "meetings"), strict=True):
        pq.write_table(district[table].sort_by("organization_id"), path, row_group_size=1_000)
    declared = CADENCES[key]
    cadence = Cadence(declared.subject_kinds, declared.meeting_kinds, declared.period)
    rows = [
        (row["subject_id"], row["period"], row["outcome"], f"{row['actual']} 次")
        for batch in scan(*paths, cadence, **YEAR, with_passes=True)
        for row in batch.to_pylist()
    ]
    plain = [row for row in judged.to_pylist() if row["rule"] == key]
    assert {row[2] for row in rows} == {"pass", "fail"}
    assert rows == [(row["subject_id"], row["period"], row["outcome"], row["actual"]) for row in plain]
