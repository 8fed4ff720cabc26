"""The sender takes a batch back on the day it was written."""

from __future__ import annotations

import json
import logging
from functools import partial

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed
from zugong.exchange.folders import UNDONE, batch_folder
from zugong.exchange.models import BatchStatus, ImportBatch
from zugong.exchange.tasks import undo_later
from zugong.exchange.undoing import Undone, undo_rows


log = logging.getLogger("zugong.exchange")

MOST_NAMED = 500
FAILED = "撤销没有完成，什么也没有改动；系统管理员可以在日志里看到原因。请再试一次，仍不行请联系系统管理员。"


def undo_batch(batch: ImportBatch, *, by: Acting) -> None:
    """Have the batch taken back in the background. Raises NotAllowed, Invalid."""
    with recording(by.actor, "exchange.batch.undo_asked", batch) as change:
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if by.user is None or batch.user_id != by.user.pk:
            raise NotAllowed("只有导入的人能撤销。")
        if not batch.may_be_undone(today()):
            raise Invalid("只有导入当天能整批撤销；请到各条记录上改正，或重新导入改好的数据。")
        batch.status = BatchStatus.UNDOING
        change.save(batch)
        transaction.on_commit(partial(undo_later, batch, by))


def carry_out_undo(number: int, *, by: Acting) -> None:
    """Take it back, in one transaction: all that can be, and a list of what stays."""
    try:
        with transaction.atomic():
            batch = ImportBatch.objects.select_for_update().get(pk=number)
            if batch.status == BatchStatus.UNDOING:
                _settle(batch, undo_rows(batch, by.actor), by)
    except Exception:
        log.exception("undoing batch %s failed", number)
        with recording(by.actor, "exchange.batch.undo_failed", f"exchange.importbatch:{number}") as change:
            batch = ImportBatch.objects.select_for_update().get(pk=number)
            if batch.status == BatchStatus.UNDOING:
                batch.status, batch.message = BatchStatus.LOADED, FAILED
                change.save(batch)


def _settle(batch: ImportBatch, undone: Undone, by: Acting) -> None:
    folder = batch_folder(batch.folder)
    if folder.exists():  # names of people: beside the files, not in the record
        (folder / UNDONE).write_text(json.dumps(undone.left[:MOST_NAMED], ensure_ascii=False), "utf-8")
    with recording(by.actor, "exchange.batch.undone", batch) as done:
        batch.status = BatchStatus.UNDONE
        batch.undone = {"removed": undone.removed, "restored": undone.restored, "left": len(undone.left)}
        done.save(batch)
