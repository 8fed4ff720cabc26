"""Keep what a witness signed, and register the witness the first time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from struct import unpack

from django.db import transaction

from zugong.audit.actors import Actor
from zugong.audit.models import Checkpoint, Cosignature, Witness
from zugong.audit.notes import TIME_BYTES, Key, read_checkpoint
from zugong.audit.recording import record_event, recording
from zugong.audit.witnessing import Seen
from zugong.core.errors import Invalid


def keep_cosignatures(key: Key, seen: Sequence[Seen], *, by: Actor) -> int:
    """Keep the signatures of that witness on the checkpoints stored here; returns how many were new.

    Raises Invalid for a signature that does not hold, and for a known name with another key.
    """
    with transaction.atomic():
        witness = _witness(key, by)
        there = set(witness.cosignatures.values_list("checkpoint_id", flat=True))
        by_note = {one.note: one for one in Checkpoint.objects.filter(size__in={each.size for each in seen})}
        fresh = [(by_note[each.note], each) for each in dict.fromkeys(seen) if each.note in by_note]
        fresh = [(checkpoint, each) for checkpoint, each in fresh if checkpoint.pk not in there]
        for checkpoint, each in fresh:
            _keep(witness, key, checkpoint, each)
            record_event(by, "audit.checkpoint.cosigned", f"audit.checkpoint:{checkpoint.pk}", reason=witness.name)
    return len(fresh)


def _witness(key: Key, by: Actor) -> Witness:
    known = Witness.objects.filter(name=key.name).first()
    if known is not None and known.key != str(key):
        raise Invalid(f"见证人“{key.name}”已用另一把公钥登记。换了 U 盘的，请另起一个名字。")
    if known is None:
        known = Witness(name=key.name, key=str(key))
        with recording(by, "audit.witness.registered", known) as change:
            change.add(known)
    return known


def _keep(witness: Witness, key: Key, checkpoint: Checkpoint, seen: Seen) -> None:
    if seen.note_sm3 != checkpoint.note_sm3:
        raise Invalid(f"U 盘上第 {checkpoint.size} 条时的 SM3 检查点与库里的不同，没有存。")
    for note, line in ((seen.note, seen.line), (seen.note_sm3, seen.line_sm3)):
        if key not in read_checkpoint(note + line).signed_by([key]):
            raise Invalid(f"见证人“{key.name}”在第 {checkpoint.size} 条时的签名不成立，没有存。")
    (signature,) = read_checkpoint(seen.note.partition("\n\n")[0] + "\n\n" + seen.line).signatures
    at = datetime.fromtimestamp(unpack(">Q", signature.content[:TIME_BYTES])[0], UTC)
    Cosignature.objects.create(checkpoint=checkpoint, witness=witness, at=at, line=seen.line, line_sm3=seen.line_sm3)
