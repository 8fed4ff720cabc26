"""Takes a batch back, from what the record says its rows were before. Rows that moved on since stay as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError

from zugong.audit.actors import Actor
from zugong.audit.models import Payload
from zugong.audit.recorded import RecordedModel, state_text
from zugong.audit.recording import NOTHING, Change, recording
from zugong.exchange.keeping_forms import VERB as FORMS_VERB
from zugong.exchange.models import ImportBatch
from zugong.exchange.paths import set_paths_right
from zugong.exchange.writing import VERB as ROWS_VERB
from zugong.organizations.tree import lock_tree


VERB = "exchange.rows.undone"
ROWS_PER_ENTRY = 500

CHANGED = "导入之后有人改过"
REMOVED = "导入之后已被删除"
REFERRED = "别的数据已经用到它"


@dataclass(slots=True)
class Touched:
    """A row the batch wrote: its key in the record, what it was before, and a digest of what the batch made of it."""

    key: str
    before: str
    after: bytes


@dataclass
class Undone:
    """What an undo did. `left` names rows that stay, and why."""

    removed: int = 0
    restored: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)


def undo_rows(batch: ImportBatch, by: Actor) -> Undone:
    """Take back what the batch wrote, the last row first, in one transaction."""
    undone = Undone()
    touched = list(_touched(batch))[::-1]
    with transaction.atomic():
        if any(one.key.startswith("organizations.organization:") for one in touched):
            lock_tree()
        for start in range(0, len(touched), ROWS_PER_ENTRY):
            part = touched[start : start + ROWS_PER_ENTRY]
            rows = _rows(part)
            with recording(by, VERB, batch) as change:
                for one in part:
                    _undo(change, one, rows.get(one.key), undone)
        set_paths_right(lambda: recording(by, VERB, batch), ROWS_PER_ENTRY)
    return undone


def _touched(batch: ImportBatch) -> Iterator[Touched]:
    """The rows in the order they were first written, with their state before the first and after the last write."""
    found: dict[str, Touched] = {}
    payloads = Payload.objects.filter(entry__object=batch.record_key, entry__verb__in=(ROWS_VERB, FORMS_VERB))
    rows = payloads.exclude(content=None).order_by("entry_id", "id").values_list("key", "content")
    for key, content in rows.iterator(chunk_size=1_000):
        before, _, after = (content or "").partition("\n")
        digest = sha256(after.encode()).digest()
        if key in found:
            found[key].after = digest
        else:
            found[key] = Touched(key, before, digest)
    return iter(found.values())


def _rows(part: Sequence[Touched]) -> dict[str, RecordedModel]:
    by_model: dict[str, list[int]] = {}
    for one in part:
        label, _, pk = one.key.partition(":")
        by_model.setdefault(label, []).append(int(pk))
    models: dict[str, Any] = {label: apps.get_model(label) for label in by_model}
    return {
        row.record_key: row for label, pks in by_model.items() for row in models[label].objects.in_bulk(pks).values()
    }


def _undo(change: Change, one: Touched, row: RecordedModel | None, undone: Undone) -> None:
    added = one.before == NOTHING
    if row is None:
        if not added:
            undone.left.append((one.key, REMOVED))
    elif sha256(state_text(row).encode()).digest() != one.after:
        undone.left.append((_name(row), CHANGED))
    elif added:
        _remove(change, row, undone)
    else:
        change.save(_as_before(row, json.loads(one.before)))
        undone.restored += 1


def _remove(change: Change, row: RecordedModel, undone: Undone) -> None:
    name = _name(row)
    try:
        with transaction.atomic():
            change.remove(row)
    except ProtectedError:
        undone.left.append((name, REFERRED))
    else:
        undone.removed += 1


def _as_before(row: RecordedModel, values: dict[str, Any]) -> RecordedModel:
    for column in row._meta.concrete_fields:
        name = column.attname
        if name in values and name not in row.digested and name != "version":
            value = values[name]
            setattr(row, name, column.unsealed(value) if hasattr(column, "unsealed") else column.to_python(value))
    return row


def _name(row: RecordedModel) -> str:
    """What an officer calls the row."""
    person = getattr(row, "person", None)
    parts = [
        getattr(person, "name", ""),
        getattr(row, "code", ""),
        getattr(row, "name", "") or getattr(row, "post", ""),
    ]
    return f"{row._meta.verbose_name} {' '.join(part for part in parts if part)}".strip()
