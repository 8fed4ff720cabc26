"""Which run a page shows: today's, or a past day that was judged."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from zugong.compliance.models import Run, RunKind


def current_run() -> Run | None:
    """The current run; None before the first judgement."""
    return Run.objects.filter(kind=RunKind.CURRENT).first()


def number_of_current_run() -> QuerySet[Run, Any]:
    """The same as part of another query: its number, if there is one."""
    return Run.objects.filter(kind=RunKind.CURRENT).order_by().values_list("pk", flat=True)[:1]


def open_run() -> Run | None:
    """The run of the periods that are not over."""
    return Run.objects.filter(kind=RunKind.OPEN).first()


def past_runs() -> list[Run]:
    """The past days that can be looked at, the latest first."""
    return list(Run.objects.filter(kind=RunKind.PAST).order_by("-as_of"))


def run_of(day: str) -> Run | None:
    """The run of a past day given as in an address, 2026-06-30; today's for an empty or unknown one."""
    try:
        asked = date.fromisoformat(day)
    except ValueError:
        return current_run()
    return Run.objects.filter(kind=RunKind.PAST, as_of=asked).first() or current_run()
