"""The jobs of the schedule, as background tasks. Each does one thing another room knows how to do."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from zugong.accounts.models import SignedIn
from zugong.audit.checkpoints import make_checkpoint
from zugong.compliance.refreshing import refresh, tidy
from zugong.exchange.taking_up import take_up_again
from zugong.organizations.consistency import find_tree_problems
from zugong.www.record.tasks import verify_record as keep_verification


log = logging.getLogger(__name__)


KEPT_TASKS = timedelta(days=14)


@task()
def make_hourly_checkpoint() -> None:
    """Sign the state of the record, unless nothing was added since the last time."""
    make_checkpoint("整点")


@task()
def take_up_batches() -> None:
    """Go on with imports that a killed worker left behind."""
    take_up_again()


@task()
def judge_again() -> None:
    """Judge the whole live database."""
    refresh()
    tidy()


@task()
def check_consistency() -> None:
    """Look for trees that do not hang together; what is found stands in the log."""
    for problem in find_tree_problems():
        log.error("组织树不一致：%s：%s", problem.code, problem.reason)


@task()
def verify_record() -> None:
    """Verify the whole record and keep the result for the audit administrator."""
    keep_verification.call()


@task()
def tidy_up() -> None:
    """Drop sessions that have ended and the results of old tasks."""
    call_command("clearsessions")
    live = Session.objects.values("session_key")
    SignedIn.objects.exclude(session_key__in=live).filter(since__lt=timezone.now() - timedelta(hours=1)).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT_TASKS).delete()
