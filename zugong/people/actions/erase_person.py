"""Erase a person whom the law no longer lets be kept: by two persons, and so that the record still proves itself."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.audit.actions.erase_payloads import erase_payloads
from zugong.audit.actors import Actor
from zugong.audit.models import Payload
from zugong.audit.recording import Change, recording
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed
from zugong.evidence.keeping import discard
from zugong.evidence.models import StoredFile
from zugong.people.erasing import ERASED_NAME, forget, goes_with, holds_on, rows_about, with_dependents
from zugong.people.models import Person


@transaction.atomic
def erase_person(person: Person, *, second: Actor, reason: str, article: str, by: Acting) -> Person:
    """Remove the person and all rows about them, files too, and the clear text of their entries; leave the number.

    `second` is who asked for it. What other rooms hold points to the number from then on. Returns the row that keeps
    the number. Raises NotAllowed for one person alone, Invalid while anything asks for them to be kept.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if by.user is None or by.actor.account == second.account:
        raise NotAllowed("清除资料要由两个不同的人办：一人提出，另一人审签。")
    holds = holds_on(person, today())
    if holds:
        raise Invalid(f"还不能清除：{'；'.join(holds)}。")
    tombstone, gone = _replace(person, reason, article, by)
    for key in gone:
        if Payload.objects.filter(key=key, content__isnull=False).exists():
            erase_payloads(key, by=by.actor, second=second, reason=reason, article=article)
    forget(tombstone.code)
    return tombstone


def _replace(person: Person, reason: str, article: str, by: Acting) -> tuple[Person, list[str]]:
    """The number with nothing else, and the keys of the rows that went."""
    code, gone, files = person.code, [], _Files()
    tombstone = Person(code=f"erased-{person.pk}", name=ERASED_NAME)
    with recording(by.actor, "people.person.erased", person, reason=reason, article=article) as change:
        change.add(tombstone)
        for name, row in list(rows_about(person)):
            gone += _let_go(change, name, row, tombstone, files)
        gone.append(_remove(change, person, files))
        tombstone.code = code
        change.save(tombstone)
        gone += files.discard(change)
    return tombstone, gone


def _let_go(change: Change, name: str, row: Any, tombstone: Person, files: _Files) -> list[str]:
    """Remove the row with all that hangs on it; or, where it is somebody else's, let it point to the number."""
    if not type(row).objects.filter(pk=row.pk).exists():
        return []  # went with a row it hung on
    if name == "person" and goes_with(type(row)):
        return [_remove(change, each, files) for each in with_dependents(row)]
    setattr(row, name, tombstone)
    change.save(row)
    return []


def _remove(change: Change, row: Any, files: _Files) -> str:
    files.note(row)
    key = str(row.record_key)
    change.remove(row)
    return key


class _Files:
    """The files that rows on their way out pointed to."""

    def __init__(self) -> None:
        self._found: dict[int, StoredFile] = {}

    def note(self, row: Any) -> None:
        """Remember the files of a row."""
        for field in row._meta.concrete_fields:
            file = getattr(row, field.name) if field.related_model is StoredFile else None
            if file is not None:
                self._found[file.pk] = file

    def discard(self, change: Change) -> list[str]:
        """Take away those that nothing else points to; their keys."""
        return [file.record_key for file in list(self._found.values()) if discard(change, file)]
