"""Exports the record so that anybody can verify it without this program (docs/operations/record.md, part 二.5)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connection, transaction
from django.utils import timezone

from zugong.audit.appending import HeadState, read_head
from zugong.audit.canonical import canonical
from zugong.audit.checkpoints import make_checkpoint, public_keys, signed_notes
from zugong.audit.models import Checkpoint, Entry, Payload


FORMAT, VERSION = "zugong-record", 1
VERIFIERS = Path(__file__).parent / "verifiers"
CHUNK = 2_000


class EmptyRecord(ValueError):
    """There is nothing to export yet."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many entries, and where."""

    size: int
    path: Path


def export_record(path: Path, *, verifiers: bool = False) -> Exported:
    """Write the record to a zip; with `verifiers`, both verifiers beside it.

    The file appears whole or not at all. Raises EmptyRecord, and OSError when the place cannot be written.
    """
    make_checkpoint("导出留痕")
    beside = path.with_name(path.name + ".part")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            head = read_head(cursor, lock=connection.vendor == "postgresql")
            if head is None:
                raise EmptyRecord("还没有留痕，没有可导出的内容。")
            with ZipFile(beside, "w", ZIP_DEFLATED, compresslevel=6) as archive:
                _write(archive, head)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    for verifier in sorted(VERIFIERS.glob("verify_record.*")) if verifiers else ():
        shutil.copyfile(verifier, path.with_name(verifier.name))
    return Exported(head.size, path)


def _write(archive: ZipFile, head: HeadState) -> None:
    digests = {
        "entries.jsonl": _member(archive, "entries.jsonl", entries(head.size)),
        "checkpoints.jsonl": _member(archive, "checkpoints.jsonl", checkpoints(head.size)),
        "keys.txt": _member(archive, "keys.txt", (f"{key}\n" for key in public_keys())),
    }
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "origin": head.origin,
        "epoch": head.epoch,
        "size": head.size,
        "made_at": timezone.now(),
        "files": digests,
    }
    archive.writestr("manifest.json", canonical(manifest) + "\n")


def _member(archive: ZipFile, name: str, lines: Iterable[str]) -> str:
    """Write one file into the zip line by line; returns its SHA-256, hex."""
    digest = sha256()
    with archive.open(name, "w", force_zip64=True) as member:
        for line in lines:
            content = line.encode()
            digest.update(content)
            member.write(content)
    return digest.hexdigest()


def entries(size: int) -> Iterator[str]:
    """Each entry with its rows, as a line."""
    for start in range(0, size, CHUNK):
        stop = min(start + CHUNK, size)
        rows: dict[int, list[dict[str, Any]]] = {}
        for payload in Payload.objects.filter(entry_id__gte=start, entry_id__lt=stop).order_by("id"):
            rows.setdefault(payload.entry_id, []).append(_row(payload))
        for seq, body in Entry.objects.filter(seq__gte=start, seq__lt=stop).order_by("seq").values_list("seq", "body"):
            yield json.dumps({"body": body, "rows": rows.get(seq, [])}, ensure_ascii=False) + "\n"


def checkpoints(size: int) -> Iterator[str]:
    """Each checkpoint with the signatures of witnesses, as a line."""
    found = Checkpoint.objects.filter(size__lte=size).order_by("id").prefetch_related("cosignatures")
    for one in found.iterator(chunk_size=CHUNK):
        note, note_sm3 = signed_notes(one)
        told = {"epoch": one.epoch, "size": one.size, "at": one.at, "occasion": one.occasion}
        yield canonical(told | {"note": note, "note_sm3": note_sm3}) + "\n"


def _row(payload: Payload) -> dict[str, Any]:
    if payload.content is None:
        digests = {name: bytes(getattr(payload, name) or b"").hex() for name in ("sha256", "sm3")}
        return {"key": payload.key, "erased_by": payload.erased_by, **digests}
    return {"key": payload.key, "salt": bytes(payload.salt or b"").hex(), "content": payload.content}
