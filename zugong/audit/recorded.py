"""Models whose every change is on record: nothing writes them but the door in `zugong.audit.recording`."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Any, ClassVar, NoReturn

from django.apps import apps
from django.db import models
from django.db.backends.utils import format_number

from zugong.audit.canonical import canonical, canonical_row
from zugong.core.keys import secret


_open = ContextVar("door_is_open", default=False)


class WrittenAroundTheRecord(RuntimeError):
    """Code tried to change a recorded model without leaving an entry."""

    def __init__(self, model: type[models.Model], verb: str) -> None:
        super().__init__(f"{model.__name__}.{verb} 绕过了留痕；请用 zugong.audit.recording 写")


@contextmanager
def door() -> Iterator[None]:
    """Let writes through; only the recording of a change opens it, for the moment of writing."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def _check(model: type[models.Model], verb: str) -> None:
    if not _open.get():
        raise WrittenAroundTheRecord(model, verb)


class RecordedQuerySet(models.QuerySet[Any]):
    """Reads as any query set; refuses the bulk writes that would leave no entry."""

    def update(self, **values: Any) -> NoReturn:
        raise WrittenAroundTheRecord(self.model, "update")

    def delete(self) -> NoReturn:
        raise WrittenAroundTheRecord(self.model, "delete")

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise WrittenAroundTheRecord(self.model, "bulk_update")

    def bulk_create(self, *args: Any, **options: Any) -> Any:
        _check(self.model, "bulk_create")
        return super().bulk_create(*args, **options)

    def _raw_delete(self, using: str | None) -> Any:
        _check(self.model, "delete")
        return super()._raw_delete(using)

    def _update(self, values: Any) -> Any:
        _check(self.model, "update")
        return super()._update(values)


class RecordedModel(models.Model):
    """A model on record. Foreign keys to it must PROTECT, or a cascade would pass the door."""

    digested: ClassVar[frozenset[str]] = frozenset()
    """Fields whose value stands in the record as a digest only, as for a password hash."""

    version = models.PositiveIntegerField("版本", default=0, editable=False)

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **options: Any) -> None:
        """Raises WrittenAroundTheRecord outside the door."""
        _check(type(self), "save")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> Any:
        """Raises WrittenAroundTheRecord outside the door."""
        _check(type(self), "delete")
        return super().delete(*args, **options)

    @property
    def record_key(self) -> str:
        """How the record names this row: `organizations.organization:17`."""
        return record_key(type(self), self.pk)


def record_key(model: type[models.Model], pk: Any) -> str:
    """How the record names a row of that model."""
    return f"{model._meta.label_lower}:{pk}"


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of one model are written: its columns, sorted, and what makes a value as the database keeps it."""

    names: Mapping[str, str]
    keepers: Mapping[str, Callable[[Any], Any]]
    digested: frozenset[str]
    sealed: Mapping[str, Callable[[Any], Any]]

    def stored_text(self, values: Mapping[str, Any]) -> str:
        """The canonical text of values as they were read from the database."""
        hidden = {name: keyed_digest(values[name]) for name in self.digested}
        hidden |= {name: seal(values[name]) for name, seal in self.sealed.items()}
        return canonical_row(self.names, {**values, **hidden} if hidden else values)

    def text(self, values: Mapping[str, Any]) -> str:
        """The canonical text of a row with these values by column."""
        kept = {name: keep(values[name]) for name, keep in self.keepers.items()}
        return canonical_row(self.names, {**values, **kept})


@cache
def shape(model: type[RecordedModel]) -> Shape:
    """The shape of a model's rows."""
    fields = sorted(model._meta.concrete_fields, key=lambda field: field.attname)
    keepers = {field.attname: _keeper(field, field.attname in model.digested) for field in fields}
    sealed = {field.attname: field.recorded_value for field in fields if hasattr(field, "recorded_value")}
    return Shape({field.attname: canonical(field.attname) for field in fields}, keepers, model.digested, sealed)


def state_text(row: RecordedModel) -> str:
    """The canonical text of the stored values of a row, by column, as the record keeps them."""
    written = shape(type(row))
    return written.text({name: getattr(row, name) for name in written.names})


def _keeper(field: models.Field[Any, Any], is_digested: bool) -> Callable[[Any], Any]:
    """What turns a value of the field into what is read back from the database, or into its digest."""
    if is_digested:
        return keyed_digest
    if hasattr(field, "recorded_value"):  # a field that lies sealed in the database stands sealed in the record
        return field.recorded_value
    if isinstance(field, models.DecimalField):
        return partial(_rounded, field)
    return field.to_python


def _rounded(field: models.DecimalField[Any, Any], value: Any) -> Decimal | None:
    text = format_number(field.to_python(value), field.max_digits, field.decimal_places)
    return None if text is None else Decimal(text)


def keyed_digest(value: Any) -> str | None:
    """What stands in the record for a value it must not hold: HMAC-SHA-256 with a key of the secrets folder, hex."""
    return None if value is None else hmac.digest(_digest_key(), canonical(value).encode(), "sha256").hex()


@cache
def _digest_key() -> bytes:
    return secret("record_digest_key")


def recorded_models() -> list[type[RecordedModel]]:
    """Every model on record, by label."""
    found = [model for model in apps.get_models() if issubclass(model, RecordedModel)]
    return sorted(found, key=lambda model: model._meta.label_lower)
