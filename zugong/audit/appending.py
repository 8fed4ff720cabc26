"""Appends one entry under the lock on the head."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from secrets import token_bytes
from typing import Any

from django.utils import timezone

from zugong.audit.actors import Actor
from zugong.audit.canonical import canonical, plain
from zugong.audit.hashing import DIGESTS, LEAF, push
from zugong.audit.models import Entry, Head, Part, Payload, Subject


VERSION = 1
SALT_BYTES = 16
DEFAULT_ORIGIN = "zugong.local/record"


def append(
    by: Actor,
    verb: str,
    on: str,
    *,
    reason: str,
    article: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> int:
    """Append an entry inside the caller's transaction; returns its number.

    An added row is null in `before`, a removed one null in `after`.
    """
    payloads = [_payload(part, rows) for part, rows in ((Part.BEFORE, before), (Part.AFTER, after)) if rows]
    head = locked_head()
    at = timezone.now()
    body = canonical(
        {
            "version": VERSION,
            "epoch": head.epoch,
            "seq": head.size,
            "at": at,
            "actor": by.account,
            "role": by.role,
            "request": by.request,
            "verb": verb,
            "object": on,
            "reason": reason,
            "article": article,
            "previous": head.previous,
            **{payload.part: digests(bytes(payload.salt or b""), payload.content or "") for payload in payloads},
        }
    )
    entry = _insert(head, body, at, by, verb, on)
    Payload.objects.bulk_create([_of(entry, payload) for payload in payloads])
    keys = sorted({on, *(before or {}), *(after or {})} - {"details"})
    Subject.objects.bulk_create([Subject(entry=entry, key=key) for key in keys])
    return entry.seq


def locked_head() -> Head:
    """The head, locked until the transaction ends."""
    head = Head.objects.select_for_update().first()
    return head or Head.objects.create(origin=DEFAULT_ORIGIN)


def digests(salt: bytes, content: str) -> dict[str, str]:
    """Both salted digests of a payload, hex."""
    salted = salt + content.encode()
    return {name: digest(salted).hex() for name, digest in DIGESTS.items()}


def leaf_hashes(body: str) -> dict[str, bytes]:
    """Both leaf hashes of an entry's canonical text."""
    content = LEAF + body.encode()
    return {name: digest(content) for name, digest in DIGESTS.items()}


def _payload(part: str, rows: Mapping[str, Any]) -> Payload:
    return Payload(part=part, salt=token_bytes(SALT_BYTES), content=canonical(plain(rows)))


def _of(entry: Entry, payload: Payload) -> Payload:
    payload.entry = entry
    return payload


def _insert(head: Head, body: str, at: datetime, by: Actor, verb: str, on: str) -> Entry:
    leaves = leaf_hashes(body)
    entry = Entry.objects.create(seq=head.size, body=body, at=at, actor=by.account, verb=verb, object=on, **leaves)
    for name, leaf in leaves.items():
        peaks = [bytes.fromhex(peak) for peak in getattr(head, f"peaks_{name}").split()]
        push(peaks, head.size, leaf, DIGESTS[name])
        setattr(head, f"peaks_{name}", " ".join(peak.hex() for peak in peaks))
    head.size += 1
    head.previous = leaves["sha256"].hex()
    head.save()
    return entry
