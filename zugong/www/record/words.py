"""What the record speaks of, in the words of the models: rooms, things, fields, values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from zugong.audit.recorded import RecordedModel, recorded_models
from zugong.audit.recording import NAMED
from zugong.audit.verbs import all_verbs
from zugong.core.clock import CHINA


OPEN_ROOMS = frozenset({"accounts", "organizations", "audit", "gates", "www"})
"""Whose values the audit administrator sees. All others may speak of cadres: of those only what was changed."""

PLAIN_THINGS = {"page": "页面", "backup": "备份", "record": "留痕", "session": "登录"}
"""What is no row, by the word before the colon."""


def is_open(name: str) -> bool:
    """Whether values may be shown of a thing (`organizations.organization:17`) or an act (`accounts.user.added`)."""
    return name.partition(".")[0] in OPEN_ROOMS


@cache
def kinds() -> dict[str, str]:
    """Every kind of row on record, by label, with its Chinese name; those of one name told apart by their room."""
    found = {model._meta.label_lower: str(model._meta.verbose_name) for model in recorded_models()}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def rooms_of_verbs() -> list[tuple[str, list[tuple[str, str]]]]:
    """The registered acts, grouped by room, for a select."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for verb, words in all_verbs().items():
        groups.setdefault(room_label(verb), []).append((verb, words))
    return sorted(groups.items())


def room_label(name: str) -> str:
    """The Chinese name of the room that a thing or an act belongs to."""
    room = name.partition(".")[0]
    return str(apps.get_app_config(room).verbose_name) if room in apps.app_configs else "其他"


def model_of(key: str) -> type[RecordedModel] | None:
    """The model behind `organizations.organization:17`."""
    label = key.partition(":")[0]
    return next((model for model in recorded_models() if model._meta.label_lower == label), None)


def thing_words(key: str, names: dict[str, str] | None = None) -> str:
    """`organizations.organization:17` -> 组织 示例区委; 组织 17 号 where its name may not be seen, or is not known."""
    key = key.removeprefix(NAMED)
    before, _, number = key.partition(":")
    model = model_of(key)
    if model is None:
        return f"{PLAIN_THINGS.get(before, before)} {number}".strip()
    known = (names or {}).get(key)
    return f"{model._meta.verbose_name} {known}" if known else f"{model._meta.verbose_name} {number} 号"


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """What open things are called today, by key: one query for each kind."""
    wanted: dict[type[RecordedModel], set[str]] = {}
    for key in keys:
        model, number = model_of(key), key.partition(":")[2]
        if model is not None and is_open(key) and number.isdecimal() and _has_name(model):
            wanted.setdefault(model, set()).add(number)
    rows = (row for model, numbers in wanted.items() for row in model.objects.filter(pk__in=numbers))
    return {row.record_key: str(row) for row in rows}


def _has_name(model: type[RecordedModel]) -> bool:
    return model.__str__ is not models.Model.__str__


def field_words(key: str, name: str) -> str:
    """The Chinese name of a column of a thing; the column itself when nobody named it."""
    field = _field(key, name)
    if field is None:
        return name
    plain = field.name.replace("_", " ")
    return (
        "编号（系统内）"
        if field.primary_key
        else str(field.verbose_name)
        if str(field.verbose_name) != plain
        else name
    )


def value_words(key: str, name: str, value: Any) -> str:
    """A recorded value as an officer reads it."""
    field, model = _field(key, name), model_of(key)
    if model is not None and name in model.digested:
        return f"（只存摘要）{str(value)[:16]}" if value is not None else "未填"
    if field is not None and field.flatchoices and value in dict(field.flatchoices):
        return str(dict(field.flatchoices)[value])
    if value is None or value == "":
        return "未填"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(field, models.DateTimeField) and isinstance(value, str):
        return f"{datetime.fromisoformat(value).astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
    return str(value)


def reference(key: str, name: str, value: Any) -> str:
    """The key of the thing a column points to, empty when it points to none."""
    field = _field(key, name)
    target = getattr(field, "related_model", None)
    if value is None or not isinstance(target, type) or not issubclass(target, RecordedModel):
        return ""
    return f"{target._meta.label_lower}:{value}"


def _field(key: str, name: str) -> models.Field[Any, Any] | None:
    model = model_of(key)
    if model is None:
        return None
    try:
        found = model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        try:
            found = model._meta.get_field(name)
        except FieldDoesNotExist:
            return None
    return found if isinstance(found, models.Field) else None
