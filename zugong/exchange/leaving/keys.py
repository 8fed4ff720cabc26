"""How rows of the export name one another: by what people know them by, never by a number of the database."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Any

from django.db import models

from zugong.accounts.models import User
from zugong.audit.recorded import RecordedModel, recorded_models
from zugong.gates.sources import contract_sources
from zugong.regulations.tables.schema import TABLES


STAYS = frozenset(
    {
        "accounts.user",
        "accounts.secondfactor",
        "organizations.rolegrant",
        "audit.witness",
        "approvals.approval",
        "exchange.importbatch",
    }
)
"""Accounts, rights and what hangs on them never leave; what was decided with them stands in the record, which does."""

DERIVED = frozenset({"id", "version", "pinyin", "strokes", "path"})
"""Fields that follow from others."""

Model = type[RecordedModel]
Key = tuple[Any, ...]


def leaving_models() -> list[Model]:
    """The models that leave, those that others point to first."""
    every = [model for model in recorded_models() if model._meta.label_lower not in STAYS]
    graph = {
        model: {
            field.related_model
            for field in model._meta.concrete_fields
            if field.related_model in every and field.related_model is not model
        }
        for model in every
    }
    return list(TopologicalSorter(graph).static_order())


def key_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Names of the fields that tell a row from others; empty where none do, and rows go by their order."""
    if model is User:
        return ("username",)
    names = {field.name for field in model._meta.concrete_fields}
    if "code" in names:
        return ("code",)
    for source in contract_sources().values():
        if source.model is model:
            return tuple(source.columns[name].split("__")[0] for name in TABLES[source.table].key)
    alone = [field.name for field in model._meta.concrete_fields if field.unique and not field.primary_key]
    if alone:
        return (alone[0],)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None:
            return tuple(constraint.fields)
    return ()


def own_fields(model: Model) -> list[models.Field[Any, Any]]:
    """What the contract has no column for: all fields but the derived ones, the key, and those of the contract."""
    kept = set(DERIVED)
    for source in contract_sources().values():
        if source.model is model:
            kept |= {path.split("__")[0] for path in source.columns.values()}
    return [field for field in model._meta.concrete_fields if field.name not in kept]


def is_covered(model: Model) -> bool:
    """Whether the rows themselves leave as a contract table."""
    return any(source.model is model for source in contract_sources().values())


class Keys:
    """Database number -> key of every row asked about, read model by model when first needed."""

    def __init__(self) -> None:
        self._known: dict[type[models.Model], dict[Any, Key]] = {}

    def of(self, model: type[models.Model], pk: Any) -> Key | None:
        """The key of a row; None for no row."""
        return None if pk is None else self.all(model).get(pk)

    def all(self, model: type[models.Model]) -> dict[Any, Key]:
        """Database number -> key of every row."""
        if model not in self._known:
            self._known[model] = dict(self._read(model))
        return self._known[model]

    def _read(self, model: type[models.Model]) -> Iterator[tuple[Any, Key]]:
        names = key_fields(model)
        rows = model.objects  # type: ignore[attr-defined]
        if not names:
            numbers = rows.order_by("pk").values_list("pk", flat=True)
            yield from ((pk, (place,)) for place, pk in enumerate(numbers.iterator(), 1))
            return
        fields = [model._meta.get_field(name) for name in names]
        for pk, *values in rows.order_by("pk").values_list("pk", *names).iterator(chunk_size=2_000):
            parts = (
                self.of(field.related_model, value) if field.is_relation else value  # type: ignore[arg-type]
                for field, value in zip(fields, values, strict=True)
            )
            yield pk, tuple(parts)
