"""Put on record that somebody took a list of entries away."""

from __future__ import annotations

from collections.abc import Mapping

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.audit.recording import record_event
from zugong.core.errors import NotAllowed


def record_listing(rows: int, asked: Mapping[str, str], *, by: Acting) -> None:
    """`rows` entries were written to a workbook, by the query `asked` (label and value). Raises NotAllowed."""
    if by.role != Administration.AUDIT:
        raise NotAllowed("导出留痕清单要由审计管理员办。")
    record_event(by.actor, "www.record.listed", "record:list", details={"条数": rows, **asked})
