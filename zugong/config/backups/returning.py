"""A real restore is an event: the record says what was restored, and that what came after is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from zugong.audit.notes import Checkpoint
from zugong.config.backups.archive import opened
from zugong.config.backups.errors import BackupError
from zugong.config.backups.report import Report
from zugong.config.backups.restoring import Wish, beyond, restore


if TYPE_CHECKING:
    from zugong.audit.actors import Actor

Persons = Callable[[], "tuple[Actor, Actor]"]
"""Asks two persons for their passwords, once the accounts are there to be asked. Raises NotAllowed."""


def return_to_use(wish: Wish, *, reason: str, persons: Persons | None) -> Report:
    """Restore into an empty place, and put that on record; `persons` are asked when the record got shorter.

    Raises BackupError, and NotAllowed when one of them is not who they should be.
    """
    if not reason.strip():
        raise BackupError("请用 --reason 写明为什么恢复：它要记入留痕。")
    with opened(wish.archive) as archive:
        told = archive.manifest
    lost = beyond(wish.outside, told.record)
    if lost and persons is None:
        raise BackupError(_shorter(lost, told.record.size))

    def record(report: Report) -> None:
        from zugong.audit.actors import Actor
        from zugong.audit.checkpoints import make_checkpoint
        from zugong.audit.recording import record_event

        details = {"backup": wish.archive.name, "made_at": told.made_at, "size": told.record.size}
        details["disagreeing"] = [check.title for check in report.checks if not check.holds]
        record_event(Actor.program("restore"), "audit.record.restored", "record:all", reason=reason, details=details)
        if lost and persons is not None:
            from zugong.audit.actions.begin_epoch import begin_epoch

            first, second = persons()
            begin_epoch(by=first, second=second, reason=f"{reason}；{_cut(lost, told.record.size)}")
        make_checkpoint("从备份恢复")

    return restore(wish, afterwards=record)


def _shorter(lost: Sequence[Checkpoint], size: int) -> str:
    return (
        f"{_cut(lost, size)}：备份之后的留痕已经丢失。"
        "恢复后要开始新的一期，由两个人具名并输入口令：请用 --by 写两个不同的账号。没有恢复任何内容。"
    )


def _cut(lost: Sequence[Checkpoint], size: int) -> str:
    return f"备份里的留痕有 {size} 条，检查点见过 {max(note.size for note in lost)} 条"
