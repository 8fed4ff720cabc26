"""Load a data set from the disk of the server, without a preview."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import NotAllowed
from zugong.exchange.carrying_out import write_plan
from zugong.exchange.folders import digest
from zugong.exchange.models import BatchStatus, ImportBatch
from zugong.exchange.planning import Plan, make_plan
from zugong.exchange.reach import Reach
from zugong.exchange.selectors import new_prefix
from zugong.exchange.sent.answers import Answers
from zugong.exchange.summing import totals
from zugong.exchange.writing import Writer


def load_dataset(
    path: Path, *, by: Acting, only_good: bool = False, progress: Callable[[str], None] | None = None
) -> Plan:
    """Load a folder, workbook or file; the plan says what was found and written.

    With faulty rows nothing is written unless `only_good`. Only the program may. Raises NotAllowed, BadDataset.
    """
    if by.user is not None:
        raise NotAllowed("从服务器的文件夹导入，只能由系统管理员用命令办理；请在“导入导出”页上传文件。")
    plan = make_plan(path, Reach.of(by), progress, Answers(prefix=new_prefix(today(), 0)))
    if plan.writes and (only_good or not plan.problems):
        with transaction.atomic():
            batch = _batch(path, plan, only_good, by)
            write_plan(plan, Writer(plan.merge, by.actor, batch, progress or (lambda _: None)))
    return plan


def _batch(path: Path, plan: Plan, only_good: bool, by: Acting) -> ImportBatch:
    files = [path] if path.is_file() else [file for file in path.iterdir() if file.is_file()]
    sha256, size = digest(files)
    batch = ImportBatch(
        source=path.name[:300],
        sha256=sha256,
        size=size,
        finished_at=timezone.now(),
        status=BatchStatus.LOADED,
        only_good=only_good,
        counts=totals(plan),
        fault_count=len(plan.problems),
    )
    with recording(by.actor, "exchange.batch.loaded", batch) as change:
        change.add(batch)
    return batch
