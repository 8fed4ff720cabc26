"""What is due when, and that a diary survives what happens to files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from zugong.config import jobs
from zugong.config.schedule import SCHEDULE, Diary, due
from zugong.core.clock import CHINA


NOON = datetime(2026, 11, 23, 12, 30, tzinfo=CHINA)
ALL_NOW = {job.task: NOON for job in SCHEDULE}


def tasks(now: datetime, last: dict[str, datetime]) -> set[str]:
    return {job.task for job in due(now, last)}


def test_everything_is_due_at_the_very_first_ring() -> None:
    assert tasks(NOON, {}) == {job.task for job in SCHEDULE}


def test_nothing_is_due_a_minute_later() -> None:
    assert tasks(NOON + timedelta(minutes=1), ALL_NOW) == set()


def test_the_checkpoint_is_due_at_each_full_hour() -> None:
    assert "make_hourly_checkpoint" not in tasks(NOON.replace(hour=12, minute=59), ALL_NOW)
    assert "make_hourly_checkpoint" in tasks(NOON.replace(hour=13, minute=0), ALL_NOW)


def test_batches_left_lying_are_taken_up_every_ten_minutes() -> None:
    assert tasks(NOON + timedelta(minutes=9), ALL_NOW) == set()
    assert tasks(NOON + timedelta(minutes=10), ALL_NOW) == {"take_up_batches"}


@pytest.mark.parametrize(("hour", "minute", "expected"), [(1, 59, False), (2, 0, True), (2, 1, True)])
def test_the_nightly_judgement_is_due_at_two_in_china(hour: int, minute: int, expected: bool) -> None:
    night = datetime(2026, 11, 24, hour, minute, tzinfo=CHINA)
    assert ("judge_again" in tasks(night.astimezone(UTC), ALL_NOW)) is expected


def test_a_night_slept_through_is_made_up_for_in_the_morning() -> None:
    assert "judge_again" in tasks(datetime(2026, 11, 25, 9, 0, tzinfo=CHINA), ALL_NOW)


def test_every_job_is_a_task_that_can_be_enqueued() -> None:
    for job in SCHEDULE:
        assert callable(getattr(jobs, job.task).enqueue), job.task


def test_a_diary_is_kept(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "schedule.json")
    assert diary.read() == {}
    diary.write(ALL_NOW)
    assert diary.read() == ALL_NOW
    assert [path.name for path in tmp_path.iterdir()] == ["schedule.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"judge_again": 3}', '{"judge_again": "gestern"}'])
def test_a_damaged_diary_counts_as_empty(tmp_path: Path, content: str) -> None:
    path = tmp_path / "schedule.json"
    path.write_text(content, "utf-8")
    assert Diary(path).read() == {}
