"""An entry as its reader sees it: who, when, in which role, what, why; what a row was and became."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import User
from zugong.audit.appending import line_digests
from zugong.audit.models import Entry, Payload
from zugong.audit.recording import DETAILS, NAMED
from zugong.audit.verbs import sentence
from zugong.www.record.words import field_words, is_open, names_of, reference, thing_words, value_words


ROLES = dict([*Role.choices, *Administration.choices])
PROGRAM = "system:"
PROGRAMS = {"backup": "备份", "restore": "恢复", "import": "导入", "nightly": "夜间任务", "clock": "定时任务"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in a list; `thing` is the key of what it is about."""

    seq: int
    at: datetime
    account: str
    who: str
    role: str
    what: str
    thing: str
    about: str
    reason: str
    article: str
    rows: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a row: what it was and became, in words."""

    label: str
    before: str
    after: str
    changed: bool
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an entry says of one row. `kind` 新增 删除 修改 说明; `digest` hex, salted."""

    key: str
    thing: str
    kind: str
    cells: tuple[Cell, ...]
    digest: str
    withheld: bool
    erased_by: int | None


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """The entries of a page: three queries more at most, whatever their number."""
    rows = [(entry, json.loads(entry.body)) for entry in entries]
    names = names_of({entry.object for entry, _ in rows})
    people = dict(User.objects.filter(username__in={entry.actor for entry, _ in rows}).values_list("username", "name"))
    return [_line(entry, body, names, people) for entry, body in rows]


def _line(entry: Entry, body: dict[str, Any], names: dict[str, str], people: dict[str, str]) -> Line:
    return Line(
        seq=entry.seq,
        at=entry.at,
        account=entry.actor,
        who=account_words(entry.actor, people),
        role=str(ROLES.get(body["role"], body["role"])),
        what=sentence(entry.verb),
        thing=entry.object,
        about=thing_words(entry.object, names),
        reason=body["reason"],
        article=body["article"],
        rows=body.get("rows", {}).get("count", 0),
    )


def account_words(account: str, people: dict[str, str]) -> str:
    """The name of an account, or which program it was."""
    if account.startswith(PROGRAM):
        what = account.removeprefix(PROGRAM)
        return f"程序：{PROGRAMS.get(what, what)}"
    return people.get(account) or account or "未登录"


def rows_of(entry: Entry, payloads: Sequence[Payload]) -> list[RowChange]:
    """What the payloads say, with the values of cadres left out."""
    pointed = {key for payload in payloads for key in _references(payload)}
    names = names_of({*(payload.key for payload in payloads), *pointed})
    return [_row(entry, payload, names) for payload in payloads]


def _row(entry: Entry, payload: Payload, names: dict[str, str]) -> RowChange:
    is_details = payload.key == DETAILS
    withheld = not is_open(entry.verb if is_details else payload.key)
    before, after = _states(payload)
    cells = [] if payload.content is None else _cells(payload.key, before, after, names, withheld)
    return RowChange(
        key=payload.key,
        thing="" if is_details else thing_words(payload.key, names),
        kind=_kind(payload.key, before, after),
        cells=tuple(cells),
        digest=_digest(payload).hex(),
        withheld=withheld,
        erased_by=payload.erased_by,
    )


def _kind(key: str, before: Any, after: Any) -> str:
    if key == DETAILS or key.startswith(NAMED):
        return "说明" if key == DETAILS else "提到"
    return "新增" if before is None else "删除" if after is None else "修改"


def _digest(payload: Payload) -> bytes:
    if payload.content is None:
        return bytes(payload.sha256 or b"")
    return line_digests(bytes(payload.salt or b""), payload.content)[0]


def _states(payload: Payload) -> tuple[Any, Any]:
    if payload.content is None:
        return None, None
    before, _, after = payload.content.partition("\n")
    return json.loads(before), json.loads(after)


def _cells(key: str, before: Any, after: Any, names: dict[str, str], withheld: bool) -> Iterable[Cell]:
    old, new = _columns(before), _columns(after)
    for name in [*new, *(name for name in old if name not in new)]:
        changed = old.get(name) != new.get(name)
        if name == "version" or (not changed and before is not None and after is not None):
            continue  # of a changed row only what changed; its version always does
        label = field_words(key, name)
        if withheld:
            yield Cell(label, "", "", changed, withheld=True)
            continue
        was = _shown(key, name, old.get(name), names) if before is not None else ""
        became = _shown(key, name, new.get(name), names) if after is not None else ""
        yield Cell(label, was, became, changed)


def _columns(state: Any) -> dict[str, Any]:
    if state is None:
        return {}
    return state if isinstance(state, dict) else {"内容": state}


def _shown(key: str, name: str, value: Any, names: dict[str, str]) -> str:
    pointed = reference(key, name, value)
    return thing_words(pointed, names) if pointed else value_words(key, name, value)


def _references(payload: Payload) -> Iterable[str]:
    for state in _states(payload):
        for name, value in _columns(state).items():
            if pointed := reference(payload.key, name, value):
                yield pointed
