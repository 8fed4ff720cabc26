"""A full export into an empty installation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import models, transaction

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.audit.canonical import canonical
from zugong.audit.recording import Change, recording
from zugong.evidence.keeping import put_back
from zugong.exchange.leaving.keys import Key, Keys, Model, is_covered, leaving_models
from zugong.exchange.leaving.papers import FILES
from zugong.exchange.leaving.parts import in_parts
from zugong.exchange.leaving.rest import FOLDER


VERB = "exchange.whole.restored"
ROWS_PER_ENTRY = 500


class Returning:
    """Brings the rest of an export back, once its tables are loaded. `remarks` tells what could not be."""

    def __init__(self, folder: Path, by: Acting) -> None:
        self._folder = folder
        self._by = by
        self._found: dict[type[models.Model], dict[str, Any]] = {}
        self.remarks: list[str] = []

    def run(self, tell: Callable[[str], None]) -> None:
        """Everything, in one transaction."""
        with transaction.atomic():
            for model in leaving_models():
                file = self._folder / FOLDER / f"{model._meta.label_lower}.jsonl"
                if file.is_file():
                    tell(f"恢复 {model._meta.verbose_name}")
                    self._bring(model, file)

    def _bring(self, model: Model, file: Path) -> None:
        with file.open(encoding="utf-8") as lines:
            for part in in_parts(map(json.loads, lines), ROWS_PER_ENTRY):
                with recording(self._by.actor, VERB, f"{model._meta.label_lower}:") as change:
                    for line in part:
                        self._bring_row(change, model, line)

    def _bring_row(self, change: Change, model: Model, line: dict[str, Any]) -> None:
        """Set the fields of a row that came with its table, or add one that no table has."""
        covered = is_covered(model)
        pk = self._pk(model, line["key"]) if covered else None
        row = model.objects.get(pk=pk) if pk is not None else model()
        missing = [name for name, value in self._values(model, line["values"]) if not self._set(row, name, value)]
        if (covered and pk is None) or any(not model._meta.get_field(name).null for name in missing):
            told = "、".join(map(_words, line["key"]))
            self.remarks.append(f"{model._meta.verbose_name}（{told}）没有恢复：缺少它指向的账号或数据")
        elif covered:
            change.save(row)
        else:
            self._add(change, model, row, line["key"])

    def _add(self, change: Change, model: Model, row: Any, key: Any) -> None:
        if model._meta.label_lower == "evidence.storedfile":
            put_back(row.sha256, (self._folder / FILES / row.sha256).read_bytes())
        change.add(row)
        self._all(model)[_text(key)] = row.pk

    def _values(self, model: Model, values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        names = {field.name for field in model._meta.concrete_fields}
        yield from ((name, value) for name, value in values.items() if name in names)

    def _set(self, row: Any, name: str, value: Any) -> bool:
        """Whether the value could be set; a reference to what is not here cannot."""
        field = row._meta.get_field(name)
        if not field.is_relation:
            setattr(row, name, field.to_python(value))
            return True
        pk = None if value is None else self._pk(field.related_model, value)
        setattr(row, field.attname, pk)
        return value is None or pk is not None

    def _pk(self, model: type[models.Model], key: Any) -> Any:
        return self._all(model).get(_text(key))

    def _all(self, model: type[models.Model]) -> dict[str, Any]:
        if model not in self._found:
            self._found[model] = {_text(key): pk for pk, key in Keys().all(model).items()}
        return self._found[model]


def accounts_missing(folder: Path) -> list[str]:
    """Names of accounts that rows of the export belong to and that are not here."""
    wanted: set[str] = set()
    for model in leaving_models():
        names = [field.name for field in model._meta.concrete_fields if field.related_model is User]
        file = folder / FOLDER / f"{model._meta.label_lower}.jsonl"
        if names and file.is_file():
            with file.open(encoding="utf-8") as lines:
                for line in map(json.loads, lines):
                    wanted |= {value[0] for name in names if (value := line["values"].get(name))}
    return sorted(wanted - set(User.objects.values_list("username", flat=True)))


def _text(key: Key | list[Any]) -> str:
    return canonical(list(key))


def _words(part: Any) -> str:
    return "、".join(map(_words, part)) if isinstance(part, (list, tuple)) else str(part)
