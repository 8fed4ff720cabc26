"""The board says what `zugong check` says of the exported data, row by row."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.compliance.loading import load, small_district
from zugong.cli.main import main
from zugong.compliance.models import Finding, Run, RunKind
from zugong.compliance.refreshing import first_day, judge_past, refresh
from zugong.compliance.snapshots import NotEmpty, write_snapshot
from zugong.regulations.findings import FINDING_COLUMNS


TODAY = date(2026, 7, 15)


@pytest.fixture
def loaded(db: None, time_machine: object) -> None:
    time_machine.move_to(f"{TODAY}T10:00:00+08:00", tick=False)  # type: ignore[attr-defined]
    load(small_district(TODAY.year))


def checked(folder: Path, out: Path, as_of: date, since: date) -> list[dict[str, str]]:
    words = ["check", str(folder), "--as-of", str(as_of), "--since", str(since), "--all", "--format", "json"]
    assert main([*words, "--out", str(out)]) in (0, 1)
    found: list[dict[str, str]] = json.loads(out.read_text("utf-8"))["findings"]
    return [row for row in found if row["outcome"] != "pass" or not row["rule"].startswith(("register.", "reminder."))]


def kept(run: Run) -> list[dict[str, str]]:
    rows = Finding.objects.filter(run=run).values(*FINDING_COLUMNS)
    return sorted(map(dict, rows), key=in_order)


def in_order(row: dict[str, str]) -> tuple[str, ...]:
    return (row["rule"], row["subject_id"], row["period"], row["subject_kind"])


@pytest.mark.usefixtures("loaded")
def test_board_equals_check_of_the_snapshot(tmp_path: Path) -> None:
    run = refresh()
    counts = write_snapshot(tmp_path / "snapshot")
    expected = checked(tmp_path / "snapshot", tmp_path / "out.json", TODAY, first_day(TODAY))
    assert counts["meetings"] > 500
    assert {row["subject_kind"] for row in expected} >= {"organization", "meeting", "person", "appointment_case"}
    assert kept(run) == sorted(expected, key=in_order)
    past = judge_past(date(2026, 3, 31))
    assert past.kind == RunKind.PAST
    earlier = checked(tmp_path / "snapshot", tmp_path / "past.json", date(2026, 3, 31), date(2026, 1, 1))
    assert kept(past) == sorted(earlier, key=in_order)


@pytest.mark.usefixtures("loaded")
def test_snapshot_never_writes_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(NotEmpty):
        write_snapshot(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
