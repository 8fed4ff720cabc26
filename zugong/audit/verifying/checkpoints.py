"""Holds the stored checkpoints, and those from outside, against the roots of the entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from zugong.audit.checkpoints import log_keys, origins, signed_notes
from zugong.audit.models import Checkpoint as StoredCheckpoint
from zugong.audit.models import Witness
from zugong.audit.notes import LOG, WITNESS, BadNote, Checkpoint, Key, read_checkpoint
from zugong.audit.verifying.findings import Code, Fault


Roots = Callable[[int], tuple[bytes, bytes] | None]
"""The two roots over the first so many entries; none when there are not that many."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Whose record it is, which epoch it is in, and the keys that count."""

    origin: str
    epoch: int
    keys: tuple[Key, ...]


def expected_now(origin: str, epoch: int) -> Expected:
    """With the keys of this installation and its witnesses."""
    return Expected(origin, epoch, (*log_keys(), *_witness_keys()))


def _witness_keys() -> Iterator[Key]:
    """Those that can be read: one that was changed is told of as a row, and its signatures as nobody's."""
    for text in Witness.objects.values_list("key", flat=True):
        with suppress(BadNote):
            yield Key.read(text)


def stored_checkpoints(_: None = None) -> list[StoredCheckpoint]:
    """All of them with what witnesses signed, in order."""
    return list(StoredCheckpoint.objects.order_by("id").prefetch_related("cosignatures"))


def wanted_sizes(stored: Sequence[StoredCheckpoint], outside: Sequence[Checkpoint]) -> set[int]:
    """The sizes whose roots will be asked for."""
    return {each.size for each in stored} | {note.size for note in outside}


def check_stored(
    stored: Sequence[StoredCheckpoint], expected: Expected, roots: Roots
) -> tuple[int, list[str], list[Fault]]:
    """How many checkpoints there are, the names of witnesses that signed any, and what is wrong."""
    faults: list[Fault] = []
    names: dict[str, None] = {}
    for one in stored:
        for is_sm3, note in enumerate(signed_notes(one)):
            try:
                told = read_checkpoint(note)
                _same_as_row(one, told, expected, is_sm3=bool(is_sm3))
            except BadNote as bad:
                faults.append(Fault(Code.CHECKPOINT, one.size, str(bad)))
                continue
            found, signers = check_one(told, expected, roots, Code.ROOT)
            faults += found
            if not found and len(signers) != 1 + len(one.cosignatures.all()):
                faults.append(Fault(Code.SIGNATURE, one.size, "有一行见证人的签名认不出是谁的"))
            names |= dict.fromkeys(key.name for key in signers if key.kind == WITNESS)
    return len(stored), list(names), faults


def check_outside(told: Checkpoint, expected: Expected, roots: Roots) -> list[Fault]:
    """What is wrong with a checkpoint somebody kept outside."""
    try:
        ours = told.origin in origins(expected.origin, told.epoch) and told.epoch <= expected.epoch
    except BadNote as bad:
        return [Fault(Code.CHECKPOINT, told.size, str(bad))]
    if not ours:
        return [Fault(Code.CHECKPOINT, told.size, f"它属于另一份记录：{told.origin}")]
    return check_one(told, expected, roots, Code.SPLIT)[0]


def check_one(told: Checkpoint, expected: Expected, roots: Roots, differs: Code) -> tuple[list[Fault], list[Key]]:
    """What is wrong with signatures and root of one checkpoint, and who signed it."""
    try:
        signers = told.signed_by(expected.keys)
    except BadNote as bad:
        return [Fault(Code.SIGNATURE, told.size, str(bad))], []
    if not any(key.kind == LOG and key.name == told.origin for key in signers):
        return [Fault(Code.SIGNATURE, told.size, "没有本系统的签名")], signers
    both = roots(told.size)
    if both is None:
        return [Fault(Code.TRUNCATED, told.size, f"检查点有 {told.size} 条，留痕没有这么多")], signers
    return ([] if both[told.is_sm3] == told.root else [Fault(differs, told.size, "")]), signers


def _same_as_row(stored: StoredCheckpoint, told: Checkpoint, expected: Expected, *, is_sm3: bool) -> None:
    if told.size != stored.size or told.origin != origins(expected.origin, stored.epoch)[is_sm3]:
        raise BadNote("检查点的来源或条数与登记的不符")
