"""Give a batch up."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed
from zugong.exchange.folders import remove_files
from zugong.exchange.models import BatchStatus, ImportBatch


def discard_batch(batch: ImportBatch, *, by: Acting) -> None:
    """Forget the files; that they were sent stays on record. Raises NotAllowed, Invalid."""
    with recording(by.actor, "exchange.batch.discarded", batch) as change:
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if by.user is None or batch.user_id != by.user.pk:
            raise NotAllowed("只有上传的人能放弃。")
        if batch.is_over:
            raise Invalid(f"这一批已是“{batch.get_status_display()}”，不能放弃。")
        batch.status, batch.finished_at = BatchStatus.DISCARDED, timezone.now()
        change.save(batch)
        transaction.on_commit(partial(remove_files, batch.folder))
