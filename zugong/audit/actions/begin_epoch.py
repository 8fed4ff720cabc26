"""Begin a new epoch: what was written after a backup is lost, and two persons say so."""

from __future__ import annotations

from django.db import connection, transaction

from zugong.audit.actors import Actor
from zugong.audit.appending import append, locked_head
from zugong.audit.checkpoints import make_checkpoint
from zugong.core.errors import Invalid


def begin_epoch(*, by: Actor, second: Actor, reason: str) -> int:
    """Put on record that the record goes on from a restored state, and sign that; returns the number of the epoch.

    A checkpoint of the epoch before that is longer than what was restored will never hold again: that is what a
    witness must be told. Raises Invalid.
    """
    if by.account == second.account:
        raise Invalid("开始新的一期要由两个不同的人办。")
    if not reason.strip():
        raise Invalid("开始新的一期要写明理由。")
    with transaction.atomic(), connection.cursor() as cursor:
        epoch = locked_head(cursor).epoch + 1
        told = f"{reason}（两人办理：{by.account}、{second.account}）"
        append(by, "audit.epoch.begun", "record:all", reason=told, epoch=epoch)
        make_checkpoint("开始新的一期")
    return epoch
