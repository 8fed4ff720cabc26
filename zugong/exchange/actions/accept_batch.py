"""The sender accepts what was found; it is written in the background."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed
from zugong.exchange.models import BatchStatus, ImportBatch
from zugong.exchange.tasks import load_later


def accept_batch(batch: ImportBatch, *, only_good: bool, by: Acting) -> None:
    """Have the batch written: all of it, or with `only_good` its rows without faults. Raises NotAllowed, Invalid."""
    with recording(by.actor, "exchange.batch.accepted", batch) as change:
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        _check(batch, only_good, by)
        batch.status, batch.only_good, batch.message = BatchStatus.LOADING, only_good, ""
        change.save(batch)
        transaction.on_commit(partial(load_later, batch, by))


def _check(batch: ImportBatch, only_good: bool, by: Acting) -> None:
    if by.user is None or batch.user_id != by.user.pk:
        raise NotAllowed("只有上传的人能确认导入。")
    if batch.status != BatchStatus.CHECKED:
        raise Invalid(f"这一批现在是“{batch.get_status_display()}”，不能确认；请刷新页面。")
    if not any(count["new"] + count["changed"] for count in batch.counts.values()):
        raise Invalid("没有可以写入的行：文件里的数据和系统里的一样，或都有问题。")
    if batch.has_faults and not only_good:
        raise Invalid("还有有问题的行；请改好后重新上传，或选“只导入无误的行”。")
