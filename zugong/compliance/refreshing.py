"""Judges again: today, and any past day somebody asks for."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from zugong.compliance.judging import judge_day, judge_today
from zugong.compliance.models import Change, Run, RunKind, Staleness
from zugong.compliance.since import judged_since
from zugong.compliance.storing import discard, keep, keep_beside
from zugong.core.clock import today


YEARS_SHOWN = 2
"""The board shows this year and the one before it."""

PAST_DAYS_KEPT = 7
CHANGES_KEPT = timedelta(days=400)


def first_day(day: date) -> date:
    """From which day on the current run judges: never from before the register is complete."""
    return max(date(day.year - YEARS_SHOWN + 1, 1, 1), judged_since())


def refresh() -> Run:
    """Judge the live database as of today and keep what was found. Raises BadPack when a local pack is at fault.

    What changes while it is judged is waiting afterwards, for the next time.
    """
    begun, day = timezone.now(), today()
    Staleness.objects.update_or_create(pk=1, defaults={"queued_at": None})
    current, not_over = judge_today(day, first_day(day))
    keep(not_over, RunKind.OPEN, begun)
    return keep(current, RunKind.CURRENT, begun)


def judge_past(as_of: date) -> Run:
    """Judge the database as it stands now as of a past day on which it was judged, and keep the run for some days."""
    return keep_beside(judge_day(as_of, max(date(as_of.year, 1, 1), judged_since())), RunKind.PAST, timezone.now())


def tidy() -> None:
    """Throw away past days nobody needs any more, runs that were never finished, and old changes."""
    now = timezone.now()
    discard(Run.objects.filter(kind=RunKind.PAST, at__lt=now - timedelta(days=PAST_DAYS_KEPT)))
    discard(Run.objects.filter(kind=RunKind.MAKING, at__lt=now - timedelta(days=1)))
    Change.objects.filter(at__lt=now - CHANGES_KEPT).delete()
