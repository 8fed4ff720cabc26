"""Verify the record: at once while it is short, else in the background."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.audit.models import Head
from zugong.core.errors import NotAllowed
from zugong.www.record.tasks import verify_record, waiting_since


AT_ONCE = 20_000
"""Entries that are verified within a second or two: nobody need wait for the worker."""


def start_verification(*, by: Acting) -> bool:
    """Whether it is done already; else it is under way. One verification at a time. Raises NotAllowed."""
    if by.role != Administration.AUDIT:
        raise NotAllowed("核验留痕要由审计管理员办。")
    head = Head.objects.first()
    if head is None or head.size <= AT_ONCE:
        verify_record.call()
        return True
    if waiting_since() is None:
        verify_record.enqueue()
    return False
