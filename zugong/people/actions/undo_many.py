"""Take back a change of many people, the same day, by whoever made it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import ProtectedError

from zugong.accounts.acting import Acting
from zugong.audit.models import Entry
from zugong.audit.recorded import state_text
from zugong.audit.recording import NOTHING, Change, recording
from zugong.core.clock import CHINA, today
from zugong.core.errors import Invalid, NotAllowed


CHANGED, UNDONE = "people.batch.changed", "people.batch.undone"


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows got their earlier values back, and the people whose rows were left alone."""

    rows: int
    left: list[str]


def undo_many(seq: int, *, by: Acting) -> Undone:
    """`seq` is the number of the entry that tells of the change. A row changed since is left alone.

    Raises NotAllowed when it is another's, Invalid when it is not of today or taken back already.
    """
    with recording(by.actor, UNDONE, f"audit.entry:{seq}") as change:
        entry = _checked(Entry.objects.filter(seq=seq, verb=CHANGED).first(), by)
        left = []
        payloads = list(entry.payloads.order_by("pk"))
        for payload in payloads:
            told = _take_back(change, payload)
            left += [told] if told else []
    return Undone(len(payloads) - len(left), left)


def undoable(by: Acting) -> list[Entry]:
    """The account's changes of many people today that are not taken back, the latest first."""
    if by.user is None:
        return []
    own = Entry.objects.filter(actor=by.user.username, verb=CHANGED).order_by("-seq")[:20]
    gone = set(
        Entry.objects.filter(verb=UNDONE, object__in=[f"audit.entry:{one.seq}" for one in own]).values_list(
            "object", flat=True
        )
    )
    return [one for one in own if _is_of_today(one) and f"audit.entry:{one.seq}" not in gone]


def _checked(entry: Entry | None, by: Acting) -> Entry:
    if entry is None:
        raise Invalid("没有这次批量修改；请刷新页面。")
    if by.user is not None and entry.actor != by.user.username:
        raise NotAllowed("这次批量修改不是您办的，不能由您撤销；请找办理人，或逐人更正。")
    if not _is_of_today(entry):
        raise Invalid("批量修改只能在当天撤销；请逐人更正。")
    if Entry.objects.filter(verb=UNDONE, object=f"audit.entry:{entry.seq}").exists():
        raise Invalid("这次批量修改已经撤销过。")
    return entry


def _is_of_today(entry: Entry) -> bool:
    return entry.at.astimezone(CHINA).date() == today()


def _take_back(change: Change, payload: Any) -> str:
    """Undo one row; returns whose it is when it is left alone."""
    before, after = (payload.content or "\n").split("\n", 1)
    label, _, key = payload.key.partition(":")
    model: Any = apps.get_model(label)
    row = model.objects.select_for_update().filter(pk=key).first()
    if row is None:
        return f"{payload.key}（已不在库中）"
    if state_text(row) != after:
        return _whose(row)
    if before == NOTHING:
        return _removed(change, row)
    _restore(row, json.loads(before), json.loads(after))
    change.save(row)
    return ""


def _restore(row: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Only what the change touched: what lies sealed is not touched by any of them."""
    for field in row._meta.concrete_fields:
        name = field.attname
        if name != "version" and before[name] != after[name]:
            setattr(row, name, field.to_python(before[name]))


def _removed(change: Change, row: Any) -> str:
    try:
        change.remove(row)
    except ProtectedError:
        return _whose(row)
    return ""


def _whose(row: Any) -> str:
    return str(getattr(row, "person", row).name)
