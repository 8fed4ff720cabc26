"""Take everything out of the installation, by two persons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from zugong.audit.actors import Actor
from zugong.audit.recording import record_event
from zugong.core.errors import NotAllowed
from zugong.exchange.leaving.whole import write_whole


def take_whole_out(
    folder: Path, *, by: Actor, second: str, reason: str, progress: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Write the full export on the server's own disk; returns its manifest. Raises NotAllowed, Invalid.

    `second` names the other person; the entry stands before the export begins and is part of it.
    """
    if not second or by.account == second:
        raise NotAllowed("全量导出要两个人一起办。")
    details = {"second": second, "name": folder.name}
    record_event(by, "exchange.whole.taken_out", "exchange.whole:", reason=reason, details=details)
    return write_whole(folder, progress)
