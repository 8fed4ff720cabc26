"""A transfer that still waits: found again under a lock before anything is done with it."""

from __future__ import annotations

from zugong.core.errors import Stale
from zugong.people.models import Transfer, TransferStatus


def fresh_pending(transfer: Transfer) -> Transfer:
    """The transfer as it is now, locked. Raises Stale when it is no longer pending."""
    found = Transfer.objects.select_for_update().filter(pk=transfer.pk).first()
    if found is None or found.status != TransferStatus.PENDING:
        words = found.get_status_display() if found else "不在库中"
        raise Stale(f"这件转接{words}，不能再办；请刷新页面。")
    return found
