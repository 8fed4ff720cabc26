"""When to judge again: a change of what the judge reads marks the findings stale, and asks for one judgement."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.utils import timezone
from django_tasks import default_task_backend

from zugong.compliance.models import Run, RunKind, Staleness
from zugong.gates.law import law_changed
from zugong.gates.sources import contract_sources


TIMES_AS_LONG_AT_REST = 10
"""After a judgement of n seconds the next one that nobody asked for waits 10 n: judging must not fill the day."""

LOST_AFTER = timedelta(hours=1)
"""A task that has been waiting so long is taken for lost."""


def is_stale(run: Run | None = None) -> bool:
    """Whether something has changed since the current run read the database, or nothing was ever judged."""
    run = run or Run.objects.filter(kind=RunKind.CURRENT).first()
    mark = Staleness.objects.filter(pk=1).first()
    return run is None or (mark is not None and mark.changed_at is not None and mark.changed_at >= run.at)


def on_change(sender: Any, keys: Collection[str], **named: Any) -> None:
    """Receiver of `changed`: marks the findings stale when a contract table or a local value was touched."""
    if not law_changed(keys) and not any(key.partition(":")[0] in _read_by_the_judge() for key in keys):
        return
    now = timezone.now()
    Staleness.objects.update_or_create(pk=1, defaults={"changed_at": now})
    if default_task_backend.supports_defer:  # a backend that runs tasks at once would judge inside the request
        queue(now)


def queue(now: datetime, *, at_once: bool = False) -> bool:
    """Ask for one judgement in the background; says whether none was waiting yet."""
    from zugong.compliance.tasks import judge_again

    Staleness.objects.get_or_create(pk=1)
    idle = Staleness.objects.filter(pk=1, queued_at=None) | Staleness.objects.filter(
        pk=1, queued_at__lt=now - LOST_AFTER
    )
    if not idle.update(queued_at=now):
        return False
    start = None if at_once else _rested()
    (judge_again if start is None or start <= now else judge_again.using(run_after=start)).enqueue()
    return True


def _rested() -> datetime | None:
    run = Run.objects.filter(kind=RunKind.CURRENT).first()
    return run.at + timedelta(seconds=run.seconds * TIMES_AS_LONG_AT_REST) if run else None


@cache
def _read_by_the_judge() -> frozenset[str]:
    return frozenset(source.model._meta.label_lower for source in contract_sources().values())
