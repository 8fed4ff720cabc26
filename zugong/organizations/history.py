"""What the record says about one row, for the page that shows it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from zugong.accounts.models import User
from zugong.audit.models import Entry, Payload
from zugong.audit.recorded import RecordedModel
from zugong.audit.verbs import sentence
from zugong.core.clock import CHINA


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, when."""

    at: datetime
    who: str
    what: str


def history_of(keys: Collection[str], limit: int = 20) -> list[Event]:
    """The latest entries about any of these record keys, the newest first."""
    about = Q(object__in=keys) | Q(seq__in=Payload.objects.filter(key__in=keys).values("entry_id"))
    entries = list(Entry.objects.filter(about).order_by("-seq")[:limit])
    names = dict(User.objects.filter(username__in={entry.actor for entry in entries}).values_list("username", "name"))
    return [Event(entry.at, names.get(entry.actor, _program(entry.actor)), sentence(entry.verb)) for entry in entries]


def meanwhile(row: RecordedModel | None) -> str:
    """Who changed the row last, for the one who came too late; nothing when nobody did."""
    events = history_of([row.record_key], limit=1) if row is not None else []
    return "".join(f"（{e.who} {e.at.astimezone(CHINA):%m-%d %H:%M} {e.what}）" for e in events)


def _program(actor: str) -> str:
    return "系统" if actor.startswith("system:") else actor
