"""Checks a range of entries against their own digests and against each other."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from django.db import connection

from zugong.audit.appending import leaf_hashes, line_digests
from zugong.audit.canonical import canonical
from zugong.audit.hashing import levels, peaks_at, sha256, sm3
from zugong.audit.recording import DETAILS, NOTHING
from zugong.audit.verifying.findings import Code, Fault


FAULTS_KEPT = 20
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Range:
    """Entries `[start, stop)`; `start` is a multiple of a power of two no smaller than the range.

    `sizes` are the checkpoint sizes inside, for which the peaks are wanted; `key` makes the sums of this verification;
    lines of `unknown` rows, whose payloads were erased, are left out of the sums.
    """

    start: int
    stop: int
    sizes: tuple[int, ...]
    key: bytes
    unknown: frozenset[str]


@dataclass(slots=True)
class Checked:
    """What a range came to: the peaks of its own two trees, at its end and at the wanted sizes, and sums of its rows.

    `sums` per model: over all lines, the keyed hash of what a row became less that of what it was. What a row was is
    what it became the time before, so over the whole record each row is left with its last state.
    """

    start: int
    stop: int
    peaks: tuple[list[bytes], list[bytes]] = field(default_factory=lambda: ([], []))
    at_sizes: dict[int, tuple[list[bytes], list[bytes]]] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)
    erased: int = 0
    last_leaf: str = ""
    last_epoch: int = 0
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0

    def fault(self, code: Code, seq: int | None, text: str = "") -> None:
        self.fault_count += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(Fault(code, seq, text))


def check_range(task: Range) -> Checked:
    """Check the entries of a range in the present transaction."""
    return _Checker(task).run()


def row_hash(verification: bytes, key: str, text: str) -> int:
    """A number for one state of one row, unforeseeable before the verification chose its key."""
    return int.from_bytes(blake2b(f"{key}\n{text}".encode(), key=verification, digest_size=16).digest(), "big")


Rows = tuple[int, str, str]
"""What a body says of its lines: how many, and both digests."""


class _Checker:
    """Walks the entries of one range with their payloads beside."""

    def __init__(self, task: Range) -> None:
        self.task = task
        self.found = Checked(task.start, task.stop)
        self.sums: dict[str, int] = defaultdict(int)
        self.previous, self.epoch = _before(task.start)
        self.leaves: tuple[list[bytes], list[bytes]] = ([], [])

    def run(self) -> Checked:
        payloads = _Payloads(self.task.start, self.task.stop)
        expected = self.task.start
        for seq, body, stored, stored_sm3, *columns in _entries(self.task.start, self.task.stop):
            if seq != expected:
                self.found.fault(Code.SEQ, expected, f"缺第 {expected} 至 {seq - 1} 条")
            self._entry(seq, body, (bytes(stored), bytes(stored_sm3)), columns, payloads.of(seq))
            expected = seq + 1
        if expected != self.task.stop:
            self.found.fault(Code.SEQ, expected, f"缺第 {expected} 至 {self.task.stop - 1} 条")
        self._trees()
        self.found.sums, self.found.last_leaf = dict(self.sums), self.previous
        self.found.last_epoch = self.epoch
        return self.found

    def _trees(self) -> None:
        """The peaks at the end and at each wanted size; nothing there to be had where entries are missing."""
        first, second = levels(self.leaves[0], sha256), levels(self.leaves[1], sm3)
        count = len(self.leaves[0])
        self.found.peaks = peaks_at(first, count), peaks_at(second, count)
        for size in self.task.sizes:
            inside = min(size - self.task.start, count)
            self.found.at_sizes[size] = peaks_at(first, inside), peaks_at(second, inside)

    def _entry(self, seq: int, body: str, stored: tuple[bytes, bytes], columns: list[Any], lines: list[Any]) -> None:
        leaves = leaf_hashes(body)
        if leaves != stored:
            self.found.fault(Code.LEAF, seq)
        self.leaves[0].append(leaves[0])
        self.leaves[1].append(leaves[1])
        rows = self._lines(seq, lines)
        if not self._agrees(seq, body, columns, rows):
            self._tell(seq, body, columns, rows)
        self.previous = leaves[0].hex()

    def _agrees(self, seq: int, body: str, columns: list[Any], rows: Rows | None) -> bool:
        """Whether the canonical text says exactly this; found without reading it whole, which would take longest.

        A quote inside a string of the text is escaped, so no string can look like another member.
        """
        at, actor, verb, on = columns
        return (
            body.startswith(f'{{"actor":{canonical(actor)},"article":')
            and f',"at":"{_instant(at)}","epoch":{self.epoch},"object":{canonical(on)},"p' in body
            and f'"previous":"{self.previous}","reason":' in body
            and body.endswith(f'{_rows_text(rows)}"seq":{seq},"verb":{canonical(verb)},"version":1}}')
            and (rows is not None or '"rows":{' not in body)
        )

    def _tell(self, seq: int, body: str, columns: list[Any], rows: Rows | None) -> None:
        """What exactly does not agree; a first entry of a new epoch is as it should be."""
        try:
            said = json.loads(body)
            self._said(seq, said, columns)
            if said.get("rows") != (
                None if rows is None else dict(zip(("count", "sha256", "sm3"), rows, strict=True))
            ):
                self.found.fault(Code.ROWS, seq)
        except (ValueError, KeyError, TypeError, AttributeError):
            self.found.fault(Code.BODY, seq)

    def _said(self, seq: int, said: Any, columns: list[Any]) -> None:
        if said["seq"] != seq:
            self.found.fault(Code.SEQ, seq, f"正文写的是第 {said['seq']} 条")
        if said["epoch"] < self.epoch:
            self.found.fault(Code.EPOCH, seq)
        self.epoch = said["epoch"]
        if said["previous"] != self.previous:
            self.found.fault(Code.PREVIOUS, seq)
        at, *others = columns
        if [_instant(at), *others] != [said["at"], said["actor"], said["verb"], said["object"]]:
            self.found.fault(Code.COLUMNS, seq)

    def _lines(self, seq: int, lines: list[Any]) -> Rows | None:
        """What the body must say of the lines."""
        if not lines:
            return None
        told, told_sm3 = b"", b""
        for _, key, salt, content, digest, digest_sm3 in lines:
            if content is None:
                self.found.erased += 1
                digests = bytes(digest or b""), bytes(digest_sm3 or b"")
            else:
                digests = line_digests(bytes(salt or b""), content)
                self._sum(key, content)
            told += b"%b\n%b" % (key.encode(), digests[0])
            told_sm3 += b"%b\n%b" % (key.encode(), digests[1])
        return len(lines), sha256(told).hex(), sm3(told_sm3).hex()

    def _sum(self, key: str, content: str) -> None:
        if key == DETAILS or key in self.task.unknown:
            return
        before, _, after = content.partition("\n")
        label = key.partition(":")[0]
        if before != NOTHING:
            self.sums[label] -= row_hash(self.task.key, key, before)
        if after != NOTHING:
            self.sums[label] += row_hash(self.task.key, key, after)


class _Payloads:
    """The payloads of a range, handed out entry by entry as the entries come."""

    def __init__(self, start: int, stop: int) -> None:
        self._rows = _payloads(start, stop)
        self._next = next(self._rows, None)

    def of(self, seq: int) -> list[Any]:
        """The payloads of that entry, in order."""
        found = []
        while self._next is not None and self._next[0] <= seq:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found


def _before(start: int) -> tuple[str, int]:
    """Leaf hash and epoch of the entry before a range; what cannot be read is told by the range it lies in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM audit_entry WHERE seq = %s", [start - 1])
        row = cursor.fetchone()
    if row is None:
        return "", 0
    epoch = re.search(r'"epoch":([0-9]+)', row[0])
    return leaf_hashes(row[0])[0].hex(), int(epoch[1]) if epoch else 0


def _entries(start: int, stop: int) -> Iterator[Any]:
    at = (
        "at || ''"
        if connection.vendor == "sqlite"
        else """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"""
    )
    sql = f'SELECT seq, body, sha256, sm3, {at}, actor, verb, "object" FROM audit_entry'
    return _streamed(f"{sql} WHERE seq >= %s AND seq < %s ORDER BY seq LIMIT {BATCH}", start, stop, key=0)


def _payloads(start: int, stop: int) -> Iterator[Any]:
    """By entry and, inside it, in the order they were written."""
    with connection.cursor() as cursor:
        for first in range(start, stop, BATCH):
            cursor.execute(
                "SELECT entry_id, key, salt, content, sha256, sm3 FROM audit_payload "
                "WHERE entry_id >= %s AND entry_id < %s ORDER BY entry_id, id",
                [first, min(first + BATCH, stop)],
            )
            yield from cursor.fetchall()


def _streamed(sql: str, start: int, stop: int, key: int) -> Iterator[Any]:
    with connection.cursor() as cursor:
        while True:
            cursor.execute(sql, [start, stop])
            rows = cursor.fetchall()
            yield from rows
            if len(rows) < BATCH:
                return
            start = rows[-1][key] + 1


def _instant(at: str) -> str:
    """The column as the body writes it: SQLite leaves out a fraction of nothing."""
    return f"{at[:10]}T{at[11:]}Z" if len(at) == 26 else f"{at[:10]}T{at[11:]}.000000Z"


def _rows_text(rows: Rows | None) -> str:
    if rows is None:
        return ","
    count, first, second = rows
    return f',"rows":{{"count":{count},"sha256":"{first}","sm3":"{second}"}},'
