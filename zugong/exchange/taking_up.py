"""Takes up again what a killed worker left behind."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.exchange.actions.retry_batch import retry_batch
from zugong.exchange.models import BatchStatus, ImportBatch


PATIENCE = timedelta(minutes=30)
"""Longer than any batch takes; work that still runs makes the second one do nothing."""


def take_up_again() -> int:
    """Ask once more for the work of every batch that has waited too long; returns how many."""
    running = (BatchStatus.RECEIVED, BatchStatus.LOADING, BatchStatus.UNDOING)
    waiting = ImportBatch.objects.filter(status__in=running, received_at__lt=timezone.now() - PATIENCE)
    stuck = list(waiting.exclude(user=None).select_related("user"))
    for batch in stuck:
        retry_batch(batch, by=Acting(batch.user))
    return len(stuck)
