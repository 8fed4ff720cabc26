"""Work too long for a request: the worker of `zugong serve` does it."""

from __future__ import annotations

from datetime import datetime

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from zugong.audit.models import Verification
from zugong.audit.verifying.whole import verify


@task()
def verify_record() -> None:
    """Verify the whole record and keep the report."""
    report = verify()
    Verification.objects.create(size=report.size, ok=report.ok, report=report.as_json())


def waiting_since() -> datetime | None:
    """Since when a verification has been waiting or running, if one is."""
    unfinished = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    asked = DBTaskResult.objects.filter(task_path=verify_record.module_path, status__in=unfinished)
    return asked.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()


def failed_at() -> datetime | None:
    """When a verification in the background was last given up, if none has been finished since."""
    asked = DBTaskResult.objects.filter(task_path=verify_record.module_path, finished_at__isnull=False)
    last = asked.order_by("-finished_at").values_list("status", "finished_at").first()
    return last[1] if last and last[0] == TaskResultStatus.FAILED else None
