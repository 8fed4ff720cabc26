"""Appends entries under the lock on the head, in four plain statements: every write of the desk pays for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_bytes, token_hex
from typing import Any

from django.db import connection
from django.utils import timezone

from zugong.audit.actors import Actor
from zugong.audit.canonical import canonical
from zugong.audit.hashing import DIGESTS, LEAF, push, sha256, sm3


VERSION = 1
SALT_BYTES = 16
DIGEST_BYTES = 32
ROWS_PER_ENTRY = 500
"""A larger change is told in several entries, so that no entry grows without bound."""

_INSERT_ENTRY = """INSERT INTO audit_entry (seq, body, sha256, sm3, at, actor, verb, "object")
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"""
_INSERT_PAYLOADS = "INSERT INTO audit_payload (entry_id, key, salt, content) VALUES "
_SELECT_HEAD = "SELECT origin, epoch, size, previous, peaks_sha256, peaks_sm3 FROM audit_head WHERE id = 1"
_INSERT_HEAD = """INSERT INTO audit_head (id, origin, epoch, size, previous, peaks_sha256, peaks_sm3)
VALUES (1, %s, 1, 0, '', %s, %s) ON CONFLICT DO NOTHING"""
_UPDATE_HEAD = """UPDATE audit_head SET epoch = %s, size = %s, previous = %s, peaks_sha256 = %s, peaks_sm3 = %s
WHERE id = 1"""


@dataclass(frozen=True, slots=True)
class Line:
    """What an entry says of one row: its key, and the canonical texts of what it was and became."""

    key: str
    before: str
    after: str

    @property
    def content(self) -> str:
        return f"{self.before}\n{self.after}"


@dataclass(slots=True)
class HeadState:
    """The head as read, to be written back only by the transaction that locked it."""

    origin: str
    epoch: int
    size: int
    previous: str
    peaks: Mapping[str, list[bytes]]


Statement = tuple[str, list[Any]]
"""SQL and its values."""


def append(
    by: Actor, verb: str, on: str, *, reason: str = "", article: str = "", lines: Sequence[Line] = (), epoch: int = 0
) -> int:
    """Append one entry, or several of at most ROWS_PER_ENTRY lines, inside the caller's transaction.

    Returns the number of the last. `epoch` begins a new epoch with this entry.
    """
    packs = [lines[start : start + ROWS_PER_ENTRY] for start in range(0, len(lines), ROWS_PER_ENTRY)] or [()]
    said: dict[str, Any] = {
        "version": VERSION,
        "actor": by.account,
        "role": by.role,
        "request": by.request,
        "verb": verb,
        "object": on.replace("\0", "␀"),  # PostgreSQL keeps no NUL, and an address somebody typed may hold one
        "reason": reason,
        "article": article,
    }
    with connection.cursor() as cursor:
        head = locked_head(cursor)
        head.epoch = epoch or head.epoch
        for number, pack in enumerate(packs, start=1):
            part = {"part": number, "parts": len(packs)} if len(packs) > 1 else {}
            statements = _next_entry(head, said | part, pack)
            _run(cursor, [*statements, _head_update(head)] if number == len(packs) else statements)
    return head.size - 1


def locked_head(cursor: Any) -> HeadState:
    """The head, locked until the transaction ends; made when this is the first entry of all."""
    head = read_head(cursor, lock=True)
    if head is None:
        cursor.execute(_INSERT_HEAD, [f"zugong.local/record/{token_hex(4)}", b"", b""])
        head = read_head(cursor, lock=True)
    assert head is not None
    return head


def read_head(cursor: Any, *, lock: bool = False) -> HeadState | None:
    """The head; none before the first entry."""
    cursor.execute(_SELECT_HEAD + (" FOR UPDATE" if lock and connection.features.has_select_for_update else ""))
    row = cursor.fetchone()
    if row is None:
        return None
    origin, epoch, size, previous, *packed = row
    return HeadState(origin, epoch, size, previous, dict(zip(DIGESTS, map(unpacked, packed), strict=True)))


def unpacked(packed: bytes) -> list[bytes]:
    """The digests of 32 bytes that stand one after another."""
    content = bytes(packed)
    return [content[start : start + DIGEST_BYTES] for start in range(0, len(content), DIGEST_BYTES)]


def line_digests(salt: bytes, content: str) -> tuple[bytes, bytes]:
    """Both digests of what is said of a row: SHA-256, SM3."""
    salted = salt + content.encode()
    return sha256(salted), sm3(salted)


def leaf_hashes(body: str) -> tuple[bytes, bytes]:
    """Both leaf hashes of an entry's canonical text: SHA-256, SM3."""
    content = LEAF + body.encode()
    return sha256(content), sm3(content)


def _next_entry(head: HeadState, said: Mapping[str, Any], lines: Sequence[Line]) -> list[Statement]:
    """What writes one more entry with its payloads; the head has grown by it."""
    at = timezone.now()
    seq = head.size
    salted = [(line.key, token_bytes(SALT_BYTES), line.content) for line in lines]
    body = canonical({**said, "epoch": head.epoch, "seq": seq, "at": at, "previous": head.previous, **_rows(salted)})
    leaves = leaf_hashes(body)
    for (name, digest), leaf in zip(DIGESTS.items(), leaves, strict=True):
        push(head.peaks[name], seq, leaf, digest)
    head.size += 1
    head.previous = leaves[0].hex()
    stored_at = connection.ops.adapt_datetimefield_value(at)
    entry = (_INSERT_ENTRY, [seq, body, *leaves, stored_at, said["actor"], said["verb"], said["object"]])
    if not salted:
        return [entry]
    values = [value for line in salted for value in (seq, *line)]
    return [entry, (_INSERT_PAYLOADS + ", ".join(["(%s, %s, %s, %s)"] * len(salted)), values)]


def _head_update(head: HeadState) -> Statement:
    packed = [b"".join(head.peaks[name]) for name in DIGESTS]
    return _UPDATE_HEAD, [head.epoch, head.size, head.previous, *packed]


def _run(cursor: Any, statements: Sequence[Statement]) -> None:
    """Execute them: on PostgreSQL in one round trip."""
    if connection.vendor == "postgresql":
        cursor.execute(
            ";\n".join(sql for sql, _ in statements), [value for _, values in statements for value in values]
        )
        return
    for sql, values in statements:
        cursor.execute(sql, values)


def _rows(salted: Sequence[tuple[str, bytes, str]]) -> dict[str, Any]:
    """What the body says of the lines; nothing without lines. Raises ValueError for a key with a line break."""
    if not salted:
        return {}
    said, said_sm3 = b"", b""
    for key, salt, content in salted:
        if "\n" in key:
            raise ValueError(f"对象的名字里不能有换行：{key!r}")
        first, second = line_digests(salt, content)
        said += b"%b\n%b" % (key.encode(), first)
        said_sm3 += b"%b\n%b" % (key.encode(), second)
    return {"rows": {"count": len(salted), "sha256": sha256(said).hex(), "sm3": sm3(said_sm3).hex()}}
