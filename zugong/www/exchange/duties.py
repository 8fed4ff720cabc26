"""Batches that wait for their sender."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from zugong.accounts.models import User
from zugong.duties.registry import Duty, provides_duties
from zugong.exchange.models import BatchStatus, ImportBatch


MOST = 20


@provides_duties
def batches_to_accept(user: User, day: date) -> Iterator[Duty]:
    """Checked batches: to accept, or to give up."""
    waiting = ImportBatch.objects.visible_to(user).filter(status=BatchStatus.CHECKED)
    for batch in waiting[:MOST]:
        yield Duty(
            channel="表",
            title="核对后确认导入",
            about=batch.source,
            note=f"有 {batch.fault_count} 处问题" if batch.has_faults else "没有发现问题",
            url=reverse("exchange:batch", args=[batch.pk]),
            verb="去核对",
        )
