"""Checkpoints: both roots of the record, signed with the key of the installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction
from django.utils import timezone

from zugong.audit.appending import HeadState, read_head
from zugong.audit.hashing import DIGESTS, root
from zugong.audit.models import Checkpoint, Witness
from zugong.audit.notes import SM3_SUFFIX, Key, checkpoint_text, log_key, read_checkpoint, sign
from zugong.core.keys import secret


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands in the footer of an official form: how long the record was, and the first digits of its root."""

    size: int
    root: str
    at: datetime

    def __str__(self) -> str:
        return f"留痕 {self.size} 条 · {self.root}"


def record_key() -> Ed25519PrivateKey:
    """The key of the installation, made at first use in the folder of secrets."""
    return Ed25519PrivateKey.from_private_bytes(secret("record_key"))


def make_checkpoint(occasion: str) -> Checkpoint | None:
    """Sign the record as it is now; `occasion` says why, in Chinese.

    Returns the last checkpoint when nothing was written since, and nothing while the record is empty. Call it every
    hour and at milestones: an appointment decided, a ballot opened or closed, a report signed, a restore done.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        head = read_head(cursor, lock=True)
        if head is None or head.size == 0:
            return None
        last = latest_checkpoint()
        if last is not None and (last.epoch, last.size) == (head.epoch, head.size):
            return last
        note, note_sm3 = _notes(head)
        return Checkpoint.objects.create(
            epoch=head.epoch, size=head.size, at=timezone.now(), occasion=occasion, note=note, note_sm3=note_sm3
        )


def latest_checkpoint() -> Checkpoint | None:
    """The newest checkpoint, if there is any."""
    return Checkpoint.objects.order_by("id").last()


def stamp() -> Stamp | None:
    """The newest checkpoint in short, for the footer of official forms."""
    last = latest_checkpoint()
    if last is None:
        return None
    return Stamp(last.size, read_checkpoint(last.note).root.hex()[:16], last.at)


def signed_notes(checkpoint: Checkpoint) -> tuple[str, str]:
    """Both notes with the signature lines of the witnesses."""
    seen = list(checkpoint.cosignatures.all())
    return checkpoint.note + "".join(s.line for s in seen), checkpoint.note_sm3 + "".join(s.line_sm3 for s in seen)


def log_keys() -> list[Key]:
    """The public keys of the installation: for each epoch so far, and each of the two trees."""
    with connection.cursor() as cursor:
        head = read_head(cursor)
    if head is None:
        return []
    key = record_key()
    names = [name for epoch in range(1, head.epoch + 1) for name in origins(head.origin, epoch)]
    return [log_key(name, key) for name in names]


def public_keys() -> list[Key]:
    """Every public key a verifier needs: those of the installation and of the witnesses."""
    return [*log_keys(), *(Key.read(witness.key) for witness in Witness.objects.all())]


def origins(origin: str, epoch: int) -> tuple[str, str]:
    """What the notes of an epoch say they are about: the SHA-256 tree, the SM3 tree."""
    name = f"{origin}/{epoch}"
    return name, name + SM3_SUFFIX


def _notes(head: HeadState) -> tuple[str, str]:
    key = record_key()
    first, second = (
        sign(checkpoint_text(name, head.size, root(head.peaks[digest], DIGESTS[digest])), name, key)
        for name, digest in zip(origins(head.origin, head.epoch), DIGESTS, strict=True)
    )
    return first, second
