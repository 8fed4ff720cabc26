"""What the record says about one row, for the page that shows it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery

from zugong.accounts.models import User
from zugong.audit.models import Entry, Payload
from zugong.audit.recorded import RecordedModel
from zugong.audit.verbs import sentence
from zugong.core.clock import CHINA


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that was changed, in words; both values are empty where only the fact is told."""

    label: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, when, and which values of the row it changed (none when the row was added or removed)."""

    at: datetime
    who: str
    what: str
    changes: tuple[Changed, ...] = ()


def history_of(keys: Collection[str], limit: int = 20) -> list[Event]:
    """The latest entries about any of these record keys, the newest first."""
    about = Q(object__in=keys) | Q(seq__in=Payload.objects.filter(key__in=keys).values("entry_id"))
    name = User.objects.filter(username=OuterRef("actor")).values("name")[:1]
    entries = list(Entry.objects.filter(about).annotate(name=Subquery(name)).order_by("-seq")[:limit])
    changes: dict[int, list[Changed]] = {}
    for payload in Payload.objects.filter(key__in=keys, entry__in=entries, erased_by=None):
        changes.setdefault(payload.entry_id, []).extend(_changes(payload))
    return [
        Event(
            entry.at,
            entry.name or _program(entry.actor),
            sentence(entry.verb),
            tuple(changes.get(entry.seq, ())),
        )
        for entry in entries
    ]


def meanwhile(row: RecordedModel | None) -> str:
    """Who changed the row last, for the one who came too late; nothing when nobody did."""
    events = history_of([row.record_key], limit=1) if row is not None else []
    return "".join(f"（{e.who} {e.at.astimezone(CHINA):%m-%d %H:%M} {e.what}）" for e in events)


def _program(actor: str) -> str:
    return "系统" if actor.startswith("system:") else actor


def _changes(payload: Payload) -> Iterator[Changed]:
    before, after = (json.loads(text) for text in (payload.content or "null\nnull").split("\n"))
    if before is None or after is None:
        return
    fields = apps.get_model(payload.key.rsplit(":", 1)[0])._meta.concrete_fields
    for field in fields:
        was, became = before.get(field.attname), after.get(field.attname)
        if was == became or not field.editable or field.name == "version":
            continue
        known = not (field.is_relation or field.attname in field.model.digested or hasattr(field, "recorded_value"))
        yield Changed(str(field.verbose_name), *((_words(field, was), _words(field, became)) if known else ()))


def _words(field: Any, value: Any) -> str:
    """A recorded value as pages show it."""
    if value is None or value == "":
        return "未填"
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(dict(field.flatchoices).get(value, value))
