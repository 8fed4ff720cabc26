"""The sorted scan gives the rows of a plain loop over organizations, periods and meetings."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zugong.core.dates import PeriodKind, whole_periods
from zugong.regulations.cadence import Cadence
from zugong.regulations.engines.sorted_scan import SCAN_SCHEMA, NotSorted, scan


Organization = tuple[str, str, date | None, date | None]
Meeting = tuple[str, str, date]

ORGANIZATIONS = pa.schema(
    [
        ("organization_id", pa.string()),
        ("kind", pa.string()),
        ("founded_on", pa.date32()),
        ("dissolved_on", pa.date32()),
    ]
)
MEETINGS = pa.schema([("organization_id", pa.string()), ("kind", pa.string()), ("held_on", pa.date32())])
MONTHLY = Cadence(("branch",), ("theme_day",), PeriodKind.MONTH)
YEAR_2024 = {"since": date(2024, 1, 1), "as_of": date(2024, 12, 31)}


def plain(
    organizations: list[Organization], meetings: list[Meeting], cadence: Cadence, since: date, as_of: date
) -> list[tuple[str, str, int, str]]:
    """The meaning of the rule, by loops."""
    rows = []
    for name, kind, founded, dissolved in sorted(organizations):
        for period in whole_periods(cadence.period, since, as_of):
            first, last = period.first_day, period.last_day
            existed = (founded is None or founded <= first) and (dissolved is None or dissolved > last)
            if kind not in cadence.subject_kinds or not existed:
                continue
            actual = 0
            for owner, sort, day in meetings:
                actual += owner == name and sort in cadence.meeting_kinds and first <= day <= last
            rows.append((name, period.name, actual, "pass" if actual >= cadence.minimum else "fail"))
    return rows


def write(
    folder: Path, organizations: list[Organization], meetings: list[Meeting], row_group: int = 3
) -> tuple[Path, Path]:
    paths = folder / "organizations.parquet", folder / "meetings.parquet"
    for path, schema, rows in zip(paths, (ORGANIZATIONS, MEETINGS), (organizations, meetings), strict=True):
        columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in schema]
        pq.write_table(pa.table(columns, schema=schema), path, row_group_size=row_group)
    return paths


def scanned(paths: tuple[Path, Path], cadence: Cadence, since: date, as_of: date, **options: Any) -> list[Any]:
    batches = scan(*paths, cadence, since=since, as_of=as_of, **options)
    return [tuple(row.values()) for row in pa.Table.from_batches(batches, SCAN_SCHEMA).to_pylist()]


NAMES = st.sampled_from(["b1", "b10", "b2", "c", "支部甲", "支部乙", "zz"])
DAYS = st.one_of(
    st.sampled_from([date(2024, 2, 29), date(2024, 3, 31), date(2024, 12, 31), date(2025, 1, 1), date(1969, 12, 31)]),
    st.dates(date(2023, 11, 1), date(2025, 3, 1)),
)
KINDS = st.sampled_from(["theme_day", "branch_assembly", "party_lecture"])


@given(
    organizations=st.lists(
        st.tuples(NAMES, st.sampled_from(["branch", "committee"]), st.none() | DAYS, st.none() | DAYS),
        unique_by=lambda row: row[0],
        max_size=6,
    ),
    meetings=st.lists(st.tuples(NAMES, KINDS, DAYS), max_size=40),
    subject_kinds=st.sampled_from([("branch",), ("branch", "committee"), ("unit",)]),
    meeting_kinds=st.lists(KINDS, unique=True, max_size=2),
    period=st.sampled_from(PeriodKind),
    minimum=st.integers(1, 3),
    since=DAYS,
    length=st.integers(0, 500),
    row_group=st.integers(1, 12),
    threads=st.integers(1, 3),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_equals_the_plain_loop(
    tmp_path: Path,
    organizations: list[Organization],
    meetings: list[Meeting],
    subject_kinds: tuple[str, ...],
    meeting_kinds: list[str],
    period: PeriodKind,
    minimum: int,
    since: date,
    length: int,
    row_group: int,
    threads: int,
) -> None:
    cadence = Cadence(subject_kinds, tuple(meeting_kinds), period, minimum)
    as_of = since + timedelta(days=length)
    expected = plain(organizations, meetings, cadence, since, as_of)
    # by organization only: the days inside one are left in random order
    paths = write(tmp_path, organizations, sorted(meetings, key=lambda row: row[0]), row_group)
    assert scanned(paths, cadence, since, as_of, threads=threads, with_passes=True) == expected
    assert scanned(paths, cadence, since, as_of, threads=threads) == [row for row in expected if row[3] == "fail"]


def test_counts_at_the_ends_of_months_and_of_a_leap_february(tmp_path: Path) -> None:
    days = [date(2024, 1, 31), date(2024, 2, 1), date(2024, 2, 29), date(2024, 3, 1)]
    paths = write(tmp_path, [("b", "branch", None, None)], [("b", "theme_day", day) for day in days])
    assert scanned(paths, MONTHLY, date(2024, 1, 1), date(2024, 4, 30), with_passes=True) == [
        ("b", "2024-01", 1, "pass"),
        ("b", "2024-02", 2, "pass"),
        ("b", "2024-03", 1, "pass"),
        ("b", "2024-04", 0, "fail"),
    ]


def test_judges_only_periods_the_organization_lived_through(tmp_path: Path) -> None:
    organizations = [
        ("a", "branch", date(2024, 2, 1), date(2024, 4, 1)),  # half-open: gone on 1 April, so all of March
        ("b", "branch", date(2024, 2, 2), date(2024, 3, 31)),  # a day late, a day early
    ]
    paths = write(tmp_path, organizations, [])
    assert scanned(paths, MONTHLY, date(2024, 1, 1), date(2024, 4, 30)) == [
        ("a", "2024-02", 0, "fail"),
        ("a", "2024-03", 0, "fail"),
    ]


def test_one_organization_may_fill_several_row_groups(tmp_path: Path) -> None:
    meetings = [("b", "theme_day", date(2024, 1, day)) for day in range(1, 11)] + [
        ("c", "theme_day", date(2024, 1, 5))
    ]
    paths = write(tmp_path, [("b", "branch", None, None), ("c", "branch", None, None)], meetings, row_group=2)
    cadence = Cadence(("branch",), ("theme_day",), PeriodKind.YEAR, minimum=10)
    assert scanned(paths, cadence, **YEAR_2024, with_passes=True) == [
        ("b", "2024", 10, "pass"),
        ("c", "2024", 1, "fail"),
    ]


def test_organizations_may_stand_in_any_order(tmp_path: Path) -> None:
    organizations = [("c", "branch", None, None), ("a", "branch", None, None), ("b", "committee", None, None)]
    paths = write(tmp_path, organizations, [("a", "theme_day", date(2024, 5, 1))])
    cadence = Cadence(("branch",), ("theme_day",), PeriodKind.YEAR)
    assert scanned(paths, cadence, **YEAR_2024) == [("c", "2024", 0, "fail")]


def test_rows_without_a_key_value_are_not_counted(tmp_path: Path) -> None:
    meetings: Any = [("b", "theme_day", None), ("b", None, date(2024, 1, 2)), (None, "theme_day", date(2024, 1, 2))]
    paths = write(tmp_path, [("b", "branch", None, None)], meetings)
    cadence = Cadence(("branch",), ("theme_day",), PeriodKind.YEAR)
    assert scanned(paths, cadence, **YEAR_2024) == [("b", "2024", 0, "fail")]


@pytest.mark.parametrize("order", [("b", "a"), ("a", "c", "b"), ("a", "b", "a")])
def test_unsorted_input_is_refused(tmp_path: Path, order: tuple[str, ...]) -> None:
    organizations: list[Organization] = [(name, "branch", None, None) for name in "abc"]
    paths = write(tmp_path, organizations, [(name, "theme_day", date(2024, 1, 1)) for name in order], row_group=1)
    with pytest.raises(NotSorted, match="未按组织编号排序"):
        scanned(paths, MONTHLY, **YEAR_2024)


def test_order_inside_a_row_group_does_not_matter(tmp_path: Path) -> None:
    names = ["c", "a", "b", "a"]
    organizations: list[Organization] = [(name, "branch", None, None) for name in "abc"]
    meetings = [(name, "theme_day", date(2024, 1, 1)) for name in names]
    paths = write(tmp_path, organizations, meetings, row_group=4)
    cadence = Cadence(("branch",), ("theme_day",), PeriodKind.YEAR)
    assert [row[2] for row in scanned(paths, cadence, **YEAR_2024, with_passes=True)] == [2, 1, 1]


def test_rows_come_in_the_order_of_findings(tmp_path: Path) -> None:
    organizations: list[Organization] = [(f"b{number:02}", "branch", None, None) for number in range(20)]
    meetings = [(name, "theme_day", date(2024, 6, 1)) for name, *_ in organizations]
    rows = scanned(write(tmp_path, organizations, meetings, row_group=7), MONTHLY, **YEAR_2024)
    assert len(rows) == 20 * 11
    assert all(before[:2] < after[:2] for before, after in pairwise(rows))


def test_no_whole_period_gives_no_rows(tmp_path: Path) -> None:
    paths = write(tmp_path, [("b", "branch", None, None)], [])
    assert scanned(paths, MONTHLY, date(2024, 1, 2), date(2024, 2, 28)) == []


@pytest.mark.parametrize("text", [pa.string(), pa.large_string(), pa.dictionary(pa.int8(), pa.string())])
@pytest.mark.parametrize("use_dictionary", [True, False])
def test_reads_other_ways_of_storing_text(tmp_path: Path, text: pa.DataType, use_dictionary: bool) -> None:
    paths = write(tmp_path, [("b", "branch", None, None)], [("b", "theme_day", date(2024, 5, 1))])
    for path in paths:
        table = pq.read_table(path)
        fields = [field.with_type(text) if field.type == pa.string() else field for field in table.schema]
        pq.write_table(table.cast(pa.schema(fields)), path, use_dictionary=use_dictionary)
    cadence = Cadence(("branch",), ("theme_day",), PeriodKind.YEAR)
    assert scanned(paths, cadence, **YEAR_2024, with_passes=True) == [("b", "2024", 1, "pass")]


def test_reads_a_snapshot_written_by_duckdb(tmp_path: Path) -> None:
    paths = write(tmp_path, [("b", "branch", None, None)], [("b", "theme_day", date(2024, 5, 1))] * 3)
    again = tmp_path / "again.parquet"
    duckdb.sql(f"copy (from '{paths[1]}') to '{again}' (compression zstd)")
    cadence = Cadence(("branch",), ("theme_day",), PeriodKind.YEAR)
    assert scanned((paths[0], again), cadence, **YEAR_2024, with_passes=True) == [("b", "2024", 3, "pass")]


def test_a_dictionary_may_hold_ids_of_other_row_groups(tmp_path: Path) -> None:
    names = ["zz", "a", "b", "c", "0"]
    paths = write(tmp_path, [(name, "branch", None, None) for name in names], [])
    owners = pa.DictionaryArray.from_arrays(pa.array([1, 1, 2, 3]), pa.array(names))
    days = pa.array([date(2024, 1, day) for day in (1, 2, 3, 4)])
    kinds = pa.array(["theme_day"] * 4)
    table = pa.table({"organization_id": owners, "kind": kinds, "held_on": days})
    pq.write_table(table, paths[1], row_group_size=2)  # each group stores the whole dictionary
    cadence = Cadence(("branch",), ("theme_day",), PeriodKind.YEAR)
    counts = {row[0]: row[2] for row in scanned(paths, cadence, **YEAR_2024, with_passes=True)}
    assert counts == {"0": 0, "a": 2, "b": 1, "c": 1, "zz": 0}


def test_an_organization_without_meetings_between_others_has_none(tmp_path: Path) -> None:
    organizations: list[Organization] = [(name, "branch", None, None) for name in "abcd"]
    meetings = [(name, "theme_day", date(2024, 1, 1)) for name in "aac"]
    cadence = Cadence(("branch",), ("theme_day",), PeriodKind.YEAR)
    rows = scanned(write(tmp_path, organizations, meetings), cadence, **YEAR_2024, with_passes=True)
    assert [row[2] for row in rows] == [2, 0, 1, 0]


def test_meetings_of_organizations_that_are_not_judged_are_left_out(tmp_path: Path) -> None:
    organizations: list[Organization] = [("b", "branch", None, None), ("c", "committee", None, None)]
    meetings = [(name, "theme_day", date(2024, 1, 1)) for name in "abbcd"]
    cadence = Cadence(("branch",), ("theme_day",), PeriodKind.YEAR)
    rows = scanned(write(tmp_path, organizations, meetings, row_group=9), cadence, **YEAR_2024, with_passes=True)
    assert [row[:3] for row in rows] == [("b", "2024", 2)]
