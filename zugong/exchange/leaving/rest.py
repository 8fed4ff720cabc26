"""What the contract has no place for: one file per model, a JSON object a line, rows named by their keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zugong.audit.canonical import plain
from zugong.exchange.leaving.keys import Keys, Model, is_covered, key_fields, leaving_models, own_fields


FOLDER = "rest"
AT_ONCE = 2_000


def write_rest(folder: Path) -> dict[str, int]:
    """Write a file for each model that has anything to say; rows by model."""
    (folder / FOLDER).mkdir()
    keys, counts = Keys(), {}
    for model in leaving_models():
        if is_covered(model) and not own_fields(model):
            continue
        label = model._meta.label_lower
        rows = 0
        with (folder / FOLDER / f"{label}.jsonl").open("w", encoding="utf-8") as file:
            for line in _lines(model, keys):
                file.write(line + "\n")
                rows += 1
        counts[label] = rows
    return counts


def _lines(model: Model, keys: Keys) -> Iterator[str]:
    fields, names = own_fields(model), key_fields(model)
    order = names if is_covered(model) else ("pk",)
    rows = model.objects.order_by(*order, "pk").values("pk", *(field.name for field in fields))
    for row in rows.iterator(chunk_size=AT_ONCE):
        values: dict[str, Any] = {}
        for field in fields:
            value = row[field.name]
            related: Any = field.related_model
            values[field.name] = keys.of(related, value) if field.is_relation else value
        if is_covered(model) and not _says_anything(model, values):
            continue
        line = {"key": plain(keys.of(model, row["pk"])), "values": plain(values)}
        yield json.dumps(line, ensure_ascii=False, sort_keys=True)


def _says_anything(model: Model, values: dict[str, Any]) -> bool:
    """Whether a field differs from what a new row has anyway."""
    fresh = model()
    return any(value not in (None, "") and value != getattr(fresh, name, None) for name, value in values.items())
