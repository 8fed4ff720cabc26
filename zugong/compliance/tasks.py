"""What runs in the background."""

from __future__ import annotations

from datetime import date

from django_tasks import task

from zugong.compliance.refreshing import judge_past, refresh


@task()
def judge_again() -> None:
    """Judge the live database as of today."""
    refresh()


@task()
def judge_past_day(as_of: str) -> None:
    """Judge the live database as of a past day, given as 2026-06-30."""
    judge_past(date.fromisoformat(as_of))
