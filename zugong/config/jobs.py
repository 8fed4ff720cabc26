"""The jobs of the schedule, as background tasks. Each does one thing another room knows how to do."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from zugong.accounts.models import SignedIn


KEPT_TASKS_DAYS = 14


@task()
def make_hourly_checkpoint() -> None:
    """Sign the state of the record, unless nothing was added since the last time."""


@task()
def judge_again() -> None:
    """Judge the whole live database."""


@task()
def check_consistency() -> None:
    """Look for trees that do not hang together."""


@task()
def verify_record() -> None:
    """Verify the whole record and keep the result for the audit administrator."""


@task()
def tidy_up() -> None:
    """Drop sessions that have ended and the results of old tasks."""
    call_command("clearsessions")
    live = Session.objects.values("session_key")
    SignedIn.objects.exclude(session_key__in=live).filter(since__lt=timezone.now() - timedelta(hours=1)).delete()
    call_command("prune_db_task_results", min_age_days=KEPT_TASKS_DAYS)
