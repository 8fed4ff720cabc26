"""How far the writing of a batch has come, in a file beside what was sent: the transaction itself shows nothing."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass

from zugong.exchange.folders import batch_folder


FILE = "progress.json"


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows written of all that are to be written."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """Whole per cent, at most 100."""
        return min(100, 100 * self.done // self.total) if self.total else 0


def keep_progress(folder: str, done: int, total: int) -> None:
    """Tell how far it is. A folder that is gone, or a full disk, stops nobody."""
    with suppress(OSError):
        (batch_folder(folder) / FILE).write_text(json.dumps([done, total]), "utf-8")


def read_progress(folder: str) -> Progress | None:
    """What was last told; None before the first word."""
    try:
        done, total = json.loads((batch_folder(folder) / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return Progress(int(done), int(total))
