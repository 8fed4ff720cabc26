"""What happens by itself, and when: a table. `due` is asked once a minute by `zugong serve`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from zugong.core.clock import CHINA


@dataclass(frozen=True, slots=True)
class Job:
    """One thing done again and again: its task in `zugong.config.jobs`, its words, and when.

    `at` is a time of day in China for a daily job; without it the job runs every `every`.
    """

    task: str
    words: str
    every: timedelta = timedelta(days=1)
    at: time | None = None

    def last_due(self, now: datetime) -> datetime:
        """The latest moment, up to now, at which the job should have begun."""
        if self.at is None:
            start = now.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
            return start + (now - start) // self.every * self.every
        today = datetime.combine(now.astimezone(CHINA).date(), self.at, CHINA)
        return today if today <= now else today - timedelta(days=1)


SCHEDULE = (
    Job("make_hourly_checkpoint", "留痕检查点", every=timedelta(hours=1)),
    Job("take_up_batches", "续办中断的导入", every=timedelta(minutes=10)),
    Job("judge_again", "全面核查", at=time(2, 0)),
    Job("check_consistency", "组织树核对", at=time(3, 0)),
    Job("verify_record", "留痕核验", at=time(3, 30)),
    Job("tidy_up", "清理过期的登录和后台任务", at=time(4, 0)),
)


def due(now: datetime, last: Mapping[str, datetime]) -> list[Job]:
    """The jobs that should have begun since they last did; one that never ran is due at once."""
    return [job for job in SCHEDULE if job.task not in last or last[job.task] < job.last_due(now)]


class Diary:
    """When each job last began, in a file of the data folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, datetime]:
        """Task -> when it last began. A diary that cannot be read is as if empty: the jobs may run once too often."""
        try:
            entries = json.loads(self._path.read_text("utf-8"))
            return {task: datetime.fromisoformat(at) for task, at in entries.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def write(self, last: Mapping[str, datetime]) -> None:
        """Keep when each job last began."""
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps({task: at.isoformat() for task, at in last.items()}), "utf-8")
        os.replace(beside, self._path)
