"""Write an accepted batch into the database, in one transaction."""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction
from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.exchange.actions.check_batch import keep_preview
from zugong.exchange.carrying_out import write_plan
from zugong.exchange.folders import files_folder
from zugong.exchange.models import BatchStatus, ImportBatch
from zugong.exchange.planning import make_plan
from zugong.exchange.progress import keep_progress
from zugong.exchange.reach import Reach
from zugong.exchange.selectors import answers_of
from zugong.exchange.summing import totals
from zugong.exchange.writing import Writer


log = logging.getLogger("zugong.exchange")

MOVED_ON = "在您核对之后，系统里的数据又有变化，所以没有写入。请核对新的结果，再确认一次。"
UNEXPECTED = "写入没有完成，什么也没有改动；系统管理员可以在日志里看到原因。请再确认一次，仍不行请联系系统管理员。"


def load_batch(number: int, *, by: Acting) -> None:
    """Write what its sender saw and accepted. A batch that would do something else by now is shown again instead."""
    try:
        with transaction.atomic():
            batch = ImportBatch.objects.select_for_update().get(pk=number)
            if batch.status == BatchStatus.LOADING:
                _load(batch, by)
    except Exception:
        log.exception("loading batch %s failed", number)
        _send_back(number, by)


def _load(batch: ImportBatch, by: Acting) -> None:
    plan = make_plan(files_folder(batch.folder), Reach.of(by), answers=answers_of(batch))
    now = totals(plan)
    if now == batch.counts:
        total = plan.writes
        told = partial(keep_progress, batch.folder, total=total)
        write_plan(plan, Writer(plan.merge, by.actor, batch, lambda _: None, written=told))
        batch.status, batch.finished_at = BatchStatus.LOADED, timezone.now()
    else:
        keep_preview(batch, plan)
        batch.status, batch.counts, batch.message = BatchStatus.CHECKED, now, MOVED_ON
        batch.fault_count = len(plan.problems)
    with recording(
        by.actor, "exchange.batch.loaded" if batch.finished_at else "exchange.batch.checked", batch
    ) as done:
        done.save(batch)


def _send_back(number: int, by: Acting) -> None:
    with recording(by.actor, "exchange.batch.checked", f"exchange.importbatch:{number}") as change:
        batch = ImportBatch.objects.select_for_update().get(pk=number)
        if batch.status == BatchStatus.LOADING:
            batch.status, batch.message = BatchStatus.CHECKED, UNEXPECTED
            change.save(batch)
