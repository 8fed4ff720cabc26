"""What keeps a person from being erased, and what else must forget: each room registers its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db import models

from zugong.audit.recorded import RecordedModel
from zugong.people.models import Person


ERASED_NAME = "（已清除）"

Hold = Callable[[Person, date], str]
"""Tells on a day why a person must still be kept; empty when this room knows of nothing."""

Forgetting = Callable[[str], None]
"""Takes the name out of rows that are derived and not on record, by the person's number."""

_HOLDS: dict[str, Hold] = {}
_FORGETTING: dict[str, Forgetting] = {}


def register_hold(hold: Hold) -> None:
    """Add a reason to keep people."""
    _HOLDS[f"{hold.__module__}.{hold.__qualname__}"] = hold


def register_forgetting(forgetting: Forgetting) -> None:
    """Add derived rows that must forget."""
    _FORGETTING[f"{forgetting.__module__}.{forgetting.__qualname__}"] = forgetting


def holds_on(person: Person, day: date) -> list[str]:
    """Every reason why the person must still be kept."""
    return [why for hold in _HOLDS.values() if (why := hold(person, day))]


def forget(code: str) -> None:
    """Let all derived rows forget the name."""
    for forgetting in _FORGETTING.values():
        forgetting(code)


def goes_with(model: type[models.Model]) -> bool:
    """Whether rows of the model that hang on a person go with the person; others stay and point to the number.

    All of this room do, and models elsewhere that say so by `erased_with_person`.
    """
    return model._meta.app_label == Person._meta.app_label or bool(getattr(model, "erased_with_person", False))


def rows_about(person: Person) -> Iterator[tuple[str, Any]]:
    """Name of the link and row, for every recorded row that points to the person."""
    for relation in Person._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and issubclass(model, RecordedModel):
            name = str(relation.field.name)
            for row in model.objects.filter(**{name: person.pk}).order_by("pk"):
                yield name, row


def with_dependents(row: Any) -> Iterator[Any]:
    """The row after every recorded row that hangs on it: the order in which they may be removed."""
    for relation in row._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and issubclass(model, RecordedModel):
            for dependent in model.objects.filter(**{str(relation.field.name): row.pk}).order_by("pk"):
                yield from with_dependents(dependent)
    yield row
