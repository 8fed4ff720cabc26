"""A check over big sorted snapshots takes the fast form of cadences and reports the same findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.regulations.running import duckdb_book, shipped_law
from zugong.core.outcomes import Outcome
from zugong.regulations.checking import LISTED
from zugong.regulations.engines import duckdb as engine
from zugong.regulations.engines import fast_cadence
from zugong.regulations.engines.prepare import prepare
from zugong.regulations.tables import parquet
from zugong.regulations.tables.reading import Reading, read_dataset
from zugong.samples.big import write_big


CADENCES = {key: rule for key, rule in duckdb_book().items() if rule.cadence is not None}


@pytest.fixture(autouse=True)
def every_parquet_file_is_big(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "VIEWED_FROM", 1)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("province")
    tables = ("organizations", "meetings")
    write_big(folder, size="province", seed=5, year=2025, tables=tables, progress=lambda _: None, branches=1500)
    return folder


def run(reading: Reading, *, fast: bool, listed: tuple[Outcome, ...] = LISTED, since: date = date(2025, 1, 1)):
    law, as_of = shipped_law(), date(2025, 11, 30)
    book = prepare(reading.connection, reading.present, CADENCES, law, as_of=as_of, since=since)
    snapshots = reading.snapshots if fast else {}
    return engine.run(reading.connection, book, listed=listed, snapshots=snapshots)


def test_five_rules_are_plain_cadences() -> None:
    assert len(CADENCES) == 5


@pytest.mark.parametrize("listed", [LISTED, tuple(Outcome)])
def test_both_forms_report_the_same(
    province: Path, monkeypatch: pytest.MonkeyPatch, listed: tuple[Outcome, ...]
) -> None:
    reading = read_dataset(province)
    assert set(reading.snapshots) == {"organizations", "meetings"}
    plain = run(reading, fast=False, listed=listed)
    asked: list[str] = []
    judge = fast_cadence.judge
    monkeypatch.setattr(fast_cadence, "judge", lambda *args, **more: asked.append(args[1]) or judge(*args, **more))
    fast = run(reading, fast=True, listed=listed)
    assert sorted(asked) == sorted(CADENCES)
    assert fast[0] == plain[0]
    assert fast[1].num_rows > 1000
    assert fast[1].equals(plain[1])


def test_days_before_the_first_text_are_not_judged(province: Path) -> None:
    reading = read_dataset(province)
    since = date(2017, 6, 1)
    assert run(reading, fast=True, since=since)[1].equals(run(reading, fast=False, since=since)[1])


def test_an_unsorted_snapshot_is_judged_by_the_rule_itself(province: Path, tmp_path: Path) -> None:
    meetings = pq.read_table(province / "meetings.parquet")
    backwards = meetings.sort_by([("organization_id", "descending")])
    pq.write_table(backwards, tmp_path / "meetings.parquet", row_group_size=2000)
    (tmp_path / "organizations.parquet").write_bytes((province / "organizations.parquet").read_bytes())
    unsorted, ordered = read_dataset(tmp_path), read_dataset(province)
    assert run(unsorted, fast=True)[1].equals(run(ordered, fast=False)[1])


def test_a_file_with_chinese_codes_is_no_snapshot(province: Path, tmp_path: Path) -> None:
    organizations = pq.read_table(province / "organizations.parquet")
    kinds = ["党支部" if kind == "branch" else kind for kind in organizations["kind"].to_pylist()]
    place = organizations.column_names.index("kind")
    pq.write_table(organizations.set_column(place, "kind", [kinds]), tmp_path / "organizations.parquet")
    assert read_dataset(tmp_path).snapshots == {}
