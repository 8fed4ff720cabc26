"""谁看过、谁改过: the entries of the record that speak of the person, in words, without other people's data."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Q, QuerySet, Subquery

from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import User
from zugong.audit.models import Entry, Payload
from zugong.audit.recording import DETAILS, NAMED
from zugong.audit.verbs import sentence


ROLES = dict([*Role.choices, *Administration.choices])
WHOLE = "exchange.whole.taken_out"
"""Everything left the system, so everybody's record did."""
LOOKED = frozenset({"people.sealed.opened", "people.sealed.taken_out", WHOLE})


@dataclass(frozen=True, slots=True)
class Trace:
    """One entry: when, who in which role, what, of which thing, which columns, why; `looked` when nothing changed."""

    at: datetime
    who: str
    what: str
    things: str
    why: str
    seq: int
    looked: bool


def entries_about(keys: Collection[str]) -> QuerySet[Entry]:
    """The entries about any of these rows, or that name the person, the latest first."""
    said = [*keys, *(f"{NAMED}{key}" for key in keys if key.startswith("people.person:"))]
    about = Q(object__in=keys) | Q(verb=WHOLE) | Q(seq__in=Payload.objects.filter(key__in=said).values("entry_id"))
    name = User.objects.filter(username=OuterRef("actor")).values("name")[:1]
    return Entry.objects.filter(about).annotate(name=Subquery(name)).order_by("-seq")


def traces(entries: Iterable[Entry], keys: Collection[str]) -> list[Trace]:
    """These entries in words; one query however many there are."""
    rows = list(entries)
    payloads: dict[int, list[Payload]] = defaultdict(list)
    for payload in Payload.objects.filter(entry__in=rows, key__in=[*keys, DETAILS]):
        payloads[payload.entry_id].append(payload)
    return [_trace(row, payloads[row.seq]) for row in rows]


def _trace(entry: Entry, payloads: list[Payload]) -> Trace:
    body = json.loads(entry.body)
    told = next((_after(payload) for payload in payloads if payload.key == DETAILS), None)
    looked = entry.verb in LOOKED
    return Trace(
        entry.at,
        _who(entry, body.get("role", "")),
        sentence(entry.verb),
        _fields(entry.verb, told) if looked else "、".join(dict.fromkeys(filter(None, map(_thing, payloads)))),
        str((told or {}).get("reason") or body.get("reason", "")) if looked else body.get("reason", ""),
        entry.seq,
        looked,
    )


def _who(entry: Entry, role: str) -> str:
    if entry.actor.startswith("system:"):
        return "系统"
    name = getattr(entry, "name", None) or entry.actor
    return f"{ROLES[role]} {name}" if role in ROLES else name


def _fields(verb: str, told: Any) -> str:
    if verb == WHOLE:
        return "全部数据"
    told = told or {}
    return str(told.get("field") or "、".join(map(str, told.get("fields", ()))))


def _thing(payload: Payload) -> str:
    """任职经历：职务、起 — the kind of row and the columns that changed."""
    if payload.key == DETAILS:
        return ""
    model = apps.get_model(payload.key.partition(":")[0])
    before, after = _states(payload)
    label = str(model._meta.verbose_name)
    if not isinstance(before, dict) or not isinstance(after, dict):
        return label
    changed = [
        str(field.verbose_name)
        for field in model._meta.concrete_fields
        if field.editable and field.name != "version" and before.get(field.attname) != after.get(field.attname)
    ]
    return f"{label}（{'、'.join(changed)}）" if changed else label


def _states(payload: Payload) -> tuple[Any, Any]:
    before, _, after = (payload.content or "null\nnull").partition("\n")
    return json.loads(before), json.loads(after)


def _after(payload: Payload) -> Any:
    return _states(payload)[1]
