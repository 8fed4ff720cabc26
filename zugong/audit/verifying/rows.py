"""Compares the rows of the recorded models with what the record last said of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection

from zugong.audit.models import Payload
from zugong.audit.recorded import RecordedModel, record_key, recorded_models, shape
from zugong.audit.recording import NOTHING
from zugong.audit.verifying.entries import row_hash
from zugong.audit.verifying.findings import Code, Fault


CHUNK = 2_000

UNREADABLE = (ValueError, TypeError, ArithmeticError, DatabaseError)
"""What reading raises when somebody put into the file what no field of that kind can hold."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one model with `since <= pk < until`, to be summed with the key of the verification."""

    label: str
    since: int
    until: int
    key: bytes
    unknown: frozenset[str]


def sum_rows(task: Rows) -> tuple[str, int, int]:
    """The model's label, the sum of the keyed hashes of its rows, and how many rows were compared."""
    total = count = 0
    for key, text in states(_model(task.label), task.since, task.until):
        if key not in task.unknown:
            total += row_hash(task.key, key, text)
            count += 1
    return task.label, total, count


def states(model: type[RecordedModel], since: int, until: int) -> Iterator[tuple[str, str]]:
    """Key and canonical text of the stored rows; of a row with a value that cannot be read at all, the empty text."""
    prefix, done = record_key(model, ""), since
    while done < until:
        try:
            for pk, text in _readable(model, done, until):
                yield f"{prefix}{pk}", text
                done = pk + 1
            return
        except UNREADABLE:
            for pk, text in _one_by_one(model, done, until):
                yield f"{prefix}{pk}", text
                done = pk + 1


def _readable(model: type[RecordedModel], since: int, until: int) -> Iterator[tuple[int, str]]:
    written = shape(model)
    names = list(written.names)
    rows = model.objects.filter(pk__gte=since, pk__lt=until).order_by("pk").values_list("pk", *names)
    for pk, *values in rows.iterator(chunk_size=CHUNK):
        yield pk, written.stored_text(dict(zip(names, values, strict=True)))


def _one_by_one(model: type[RecordedModel], since: int, until: int) -> Iterator[tuple[int, str]]:
    """The next rows, among them one that cannot be read."""
    rows = model.objects.filter(pk__gte=since, pk__lt=until).order_by("pk")
    for pk in list(rows.values_list("pk", flat=True)[:CHUNK]):
        try:
            yield from _readable(model, pk, pk + 1)
        except UNREADABLE:
            yield pk, ""


def locate(label: str, size: int, limit: int) -> tuple[list[Fault], int, int]:
    """Walk the history of each row of a model: what does not agree, how many that are, how many rows grew columns.

    A column that came with a later version is compared from the first entry that knows it.
    """
    finder = _Finder(label, size, limit)
    finder.walk()
    return finder.faults, finder.count, finder.grown


def unknown_rows(size: int) -> frozenset[str]:
    """The keys of rows some of whose payloads were erased."""
    erased = Payload.objects.filter(entry_id__lt=size, content__isnull=True)
    return frozenset(erased.order_by().values_list("key", flat=True).distinct())


class _Finder:
    """Follows each row of one model through the record and to the row as it is stored."""

    def __init__(self, label: str, size: int, limit: int) -> None:
        self.label, self.size, self.limit = label, size, limit
        self.model = _model(label)
        self.faults: list[Fault] = []
        self.count = self.grown = 0

    def walk(self) -> None:
        last: dict[str, tuple[int, str | None]] = {}  # entry, and what the row became; none when that was erased
        for seq, key, content in _history(self.label, self.size):
            before, after = _split(content)
            known = last.get(key, (seq, NOTHING))[1]
            if known is not None and before is not None and not self._same(known, before):
                self._fault(Code.HISTORY, seq, f"{self._named(key)}在上一次留痕之后被绕过系统改过")
            last[key] = (seq, after)
        self._against_rows(last)

    def _against_rows(self, last: dict[str, tuple[int, str | None]]) -> None:
        for key, text in states(self.model, -(2**62), 2**62):
            seq, known = last.pop(key, (None, NOTHING))
            if known == NOTHING:
                self._fault(Code.LIVE, seq, f"{self._named(key)}在库里，而没有新增它的留痕")
            elif known is not None and not self._same(known, text):
                self._fault(Code.LIVE, seq, f"{self._named(key)}的{self._different(known, text)}与留痕不同")
        for key, (seq, known) in last.items():
            if known not in {NOTHING, None}:
                self._fault(Code.LIVE, seq, f"{self._named(key)}已不在库里，而没有删除它的留痕")

    def _same(self, known: str, text: str) -> bool:
        if known == text:
            return True
        if NOTHING in {known, text}:
            return False
        first, second = _columns(known), _columns(text)
        if (
            first is None
            or second is None
            or any(first[name] != second[name] for name in first.keys() & second.keys())
        ):
            return False
        self.grown += 1
        return True

    def _different(self, known: str, text: str) -> str:
        first, second = _columns(known), _columns(text)
        if first is None or second is None:
            return "内容读不出，"
        labels = {field.attname: str(field.verbose_name) for field in self.model._meta.concrete_fields}
        names = sorted(name for name in first.keys() & second.keys() if first[name] != second[name])
        return "、".join(f"“{labels.get(name, name)}”" for name in names)

    def _named(self, key: str) -> str:
        return f"{self.model._meta.verbose_name}（{key}）"

    def _fault(self, code: Code, seq: int | None, text: str) -> None:
        self.count += 1
        if len(self.faults) < self.limit:
            self.faults.append(Fault(code, seq, text))


def _history(label: str, size: int) -> Iterator[tuple[int, str, str | None]]:
    """Entry, key and content of every line about rows of a model, in order."""
    lines = Payload.objects.filter(key__startswith=f"{label}:", entry_id__lt=size).order_by("entry_id", "id")
    yield from lines.values_list("entry_id", "key", "content").iterator(chunk_size=CHUNK)


def _split(content: str | None) -> tuple[str | None, str | None]:
    """What a row was and became; neither when that was erased."""
    before, gap, after = (content or "").partition("\n")
    return (before, after) if gap else (None, None)


def _columns(text: str) -> dict[str, Any] | None:
    """The columns of a row; none when somebody made the text unreadable."""
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _model(label: str) -> type[RecordedModel]:
    return next(model for model in recorded_models() if model._meta.label_lower == label)


def bounds(model: type[RecordedModel]) -> tuple[int, int]:
    """The lowest primary key and the one after the highest; equal when there are no rows."""
    with connection.cursor() as cursor:
        pk = connection.ops.quote_name(str(model._meta.pk.column))
        cursor.execute(f"SELECT MIN({pk}), MAX({pk}) FROM {connection.ops.quote_name(model._meta.db_table)}")
        low, high = cursor.fetchone()
    return (0, 0) if low is None else (low, high + 1)
