"""Compare a batch with the database, so that its sender can decide."""

from __future__ import annotations

import json
import logging
from typing import Any

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.exchange.findings import find
from zugong.exchange.folders import PREVIEW, PROBLEMS, batch_folder, files_folder
from zugong.exchange.marked_book import write_marked_book
from zugong.exchange.models import BatchStatus, ImportBatch
from zugong.exchange.planning import Plan, make_plan
from zugong.exchange.previewing import preview
from zugong.exchange.problem_book import write_problem_book
from zugong.exchange.reach import Reach
from zugong.exchange.selectors import answers_of
from zugong.exchange.summing import totals
from zugong.regulations.tables.problems import BadDataset


log = logging.getLogger("zugong.exchange")

UNEXPECTED = "核对时出了意外，系统管理员可以在日志里看到原因；什么也没有写入。请再试一次，仍不行请联系系统管理员。"


def check_batch(number: int, *, by: Acting) -> None:
    """Write the preview and the workbook of faults beside the files. A batch that is past this is left alone."""
    batch = ImportBatch.objects.get(pk=number)
    if batch.status != BatchStatus.RECEIVED:
        return
    found = _find(batch, by)
    with recording(by.actor, "exchange.batch.checked", batch) as change:
        batch = ImportBatch.objects.select_for_update().get(pk=number)
        if batch.status == BatchStatus.RECEIVED:
            for name, value in found.items():
                setattr(batch, name, value)
            change.save(batch)


def _find(batch: ImportBatch, by: Acting) -> dict[str, Any]:
    """What the batch is to say afterwards."""
    try:
        plan = make_plan(files_folder(batch.folder), Reach.of(by), answers=answers_of(batch))
        keep_preview(batch, plan)
    except BadDataset as fault:
        return {"status": BatchStatus.UNREADABLE, "message": "\n".join(map(str, fault.problems))[:500]}
    except Exception:
        log.exception("checking batch %s failed", batch.pk)
        return {"status": BatchStatus.UNREADABLE, "message": UNEXPECTED}
    return {"status": BatchStatus.CHECKED, "counts": totals(plan), "fault_count": len(plan.problems)}


def keep_preview(batch: ImportBatch, plan: Plan) -> None:
    """The files that the pages of the batch show and hand out."""
    folder = batch_folder(batch.folder)
    (folder / PROBLEMS).unlink(missing_ok=True)
    if plan.problems and not write_marked_book(plan, files_folder(batch.folder), folder / PROBLEMS):
        write_problem_book(plan, files_folder(batch.folder), folder / PROBLEMS)
    (folder / PREVIEW).write_text(
        json.dumps(preview(plan) | {"findings": find(plan, today())}, ensure_ascii=False), "utf-8"
    )
