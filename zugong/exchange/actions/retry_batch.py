"""Take up again a batch whose background work was cut off."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.core.errors import NotAllowed
from zugong.exchange.models import BatchStatus, ImportBatch
from zugong.exchange.tasks import check_later, load_later, undo_later


def retry_batch(batch: ImportBatch, *, by: Acting) -> None:
    """Ask for the background work once more. Work that still runs, or is done, makes the second one do nothing.

    Raises NotAllowed.
    """
    if by.user is None or batch.user_id != by.user.pk:
        raise NotAllowed("只有上传的人能重试。")
    if batch.status == BatchStatus.RECEIVED:
        check_later(batch, by)
    elif batch.status == BatchStatus.LOADING:
        load_later(batch, by)
    elif batch.status == BatchStatus.UNDOING:
        undo_later(batch, by)
