"""The one door for writes: changes of recorded rows and the entry that speaks of them, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import transaction
from django.dispatch import Signal

from zugong.audit.actors import Actor
from zugong.audit.appending import Line, append
from zugong.audit.canonical import canonical
from zugong.audit.recorded import RecordedModel, door, state_text
from zugong.core.errors import Stale


Row = TypeVar("Row", bound=RecordedModel)

NOTHING = canonical(None)
"""What stands in place of a row that is not there: before it was added, after it was removed."""

DETAILS = "details"
"""The key of what an entry says beside rows."""

NAMED = "named:"
"""Begins the key of a row that an event speaks of without changing it, so that it is found by that row."""

changed = Signal()
"""Sent once a change is committed, with `keys`: the record keys of the rows it touched."""


class Change:
    """Writes rows, and remembers what they were and became, as the record will say it."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}
        self._after: dict[str, str] = {}

    def add(self, row: Row) -> Row:
        """Insert a row."""
        with door():
            row.save(force_insert=True)
        self._remember(row, NOTHING)
        return row

    def add_many(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Insert rows of one model in few statements."""
        if not rows:
            return rows
        with door():
            made = type(rows[0]).objects.bulk_create(rows, batch_size=500)
        for row in made:
            self._remember(row, NOTHING)
        return made

    def save(self, row: Row, *, seen: int | None = None) -> Row:
        """Write the values of an existing row.

        `seen` is the version the person was looking at: Stale is raised when somebody has changed the row since, or
        removed it.
        """
        stored = self._stored(row)
        if seen is not None and stored.version != seen:
            raise Stale("这条记录在您打开之后已被别人改过，您的改动没有保存。请核对最新内容后再改。")
        was = state_text(stored)
        row.version = stored.version
        if state_text(row) == was:
            return row
        row.version += 1
        with door():
            row.save(force_update=True)
        self._remember(row, was)
        return row

    def remove(self, row: RecordedModel) -> None:
        """Delete a row."""
        key, was = row.record_key, state_text(self._stored(row))
        with door():
            row.delete()
        self._before.setdefault(key, was)
        self._after[key] = NOTHING

    @property
    def keys(self) -> frozenset[str]:
        """The record keys of the rows touched so far."""
        return frozenset(self._after)

    @property
    def lines(self) -> list[Line]:
        """What the record will say, in the order the rows were first touched."""
        return [Line(key, before, self._after[key]) for key, before in self._before.items()]

    def _stored(self, row: Row) -> Row:
        stored = type(row).objects.select_for_update().filter(pk=row.pk).first()
        if stored is None:
            raise Stale("这条记录已被别人删除，您的改动没有保存。")
        return stored

    def _remember(self, row: RecordedModel, was: str) -> None:
        self._before.setdefault(row.record_key, was)
        self._after[row.record_key] = state_text(row)


@contextmanager
def recording(
    by: Actor, verb: str, on: RecordedModel | str, *, reason: str = "", article: str = ""
) -> Iterator[Change]:
    """Open a change; when the block ends, its rows and one entry are committed together, or neither.

    `verb` is dotted past tense (`organizations.organization.moved`), `on` what the entry is about, `reason` the words
    of the person who acts (no personal data: an entry is not erased), `article` the citation the act rests on. A block
    that changed nothing leaves no entry; a change of very many rows is told in several entries.
    """
    with transaction.atomic():
        change = Change()
        known = on.record_key if isinstance(on, RecordedModel) and on.pk else None  # a removed row forgets its number
        yield change
        if change.keys:
            append(by, verb, known or named(on), reason=reason, article=article, lines=change.lines)
            transaction.on_commit(lambda: changed.send(Change, keys=change.keys))


def record_event(
    by: Actor,
    verb: str,
    on: RecordedModel | str,
    *,
    reason: str = "",
    article: str = "",
    details: Any = None,
    naming: Collection[str] = (),
) -> int:
    """An entry for something that changed no row: a refusal, an opening of a masked field. Returns its number.

    `naming` are record keys of rows it speaks of besides, such as the people whose data left in a file.
    """
    lines = [] if details is None else [Line(DETAILS, NOTHING, canonical(details))]
    lines += [Line(f"{NAMED}{key}", NOTHING, NOTHING) for key in naming]
    with transaction.atomic():
        return append(by, verb, named(on), reason=reason, article=article, lines=lines)


def named(thing: RecordedModel | str) -> str:
    """How the record names a row, or a thing that is no row."""
    return thing if isinstance(thing, str) else thing.record_key if thing.pk else f"{thing._meta.label_lower}:"
