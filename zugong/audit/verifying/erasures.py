"""Erased payloads must have been erased by an entry that says so."""

from __future__ import annotations

from zugong.audit.models import Entry, Payload
from zugong.audit.verifying.findings import Code, Fault


ERASED = "audit.payload.erased"


def check_erasures(size: int) -> list[Fault]:
    """Payloads whose content is gone without an entry of the erasure of that row."""
    erased = Payload.objects.filter(entry_id__lt=size, content__isnull=True)
    acts = dict(Entry.objects.filter(verb=ERASED, seq__lt=size).values_list("seq", "object"))
    return [
        Fault(Code.ERASED, entry, f"{key} 的内容不见了，而没有清除它的留痕")
        for entry, key, by in erased.order_by("entry_id", "id").values_list("entry_id", "key", "erased_by")
        if by is None or by <= entry or acts.get(by) != key
    ]
