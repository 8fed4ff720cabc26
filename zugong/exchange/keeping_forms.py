"""What a form file holds beside rows: the file itself, the photo, what the register has no place for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db.models import Q

from zugong.audit.actors import Actor
from zugong.audit.recorded import RecordedModel
from zugong.audit.recording import Change, recording
from zugong.core.clock import today
from zugong.core.errors import Invalid
from zugong.evidence.keeping import keep
from zugong.evidence.models import StoredFile
from zugong.evidence.types import PICTURES
from zugong.exchange.sent.forms import SentForm
from zugong.exchange.sent.packages import SentPackage
from zugong.formats.forms.lrmx import MAX_FORM
from zugong.formats.forms.packed import Archive
from zugong.formats.grids import Unopenable
from zugong.formats.photos import read_photo
from zugong.people.models import CareerEntry, FormSource, Person


VERB = "exchange.forms.kept"
AT_ONCE = 100


def keep_forms(forms: list[SentForm], by: Actor, on: RecordedModel) -> list[str]:
    """Keep the files of the forms whose people are in the register; returns remarks about what could not be kept."""
    remarks: list[str] = []
    archives: dict[Path, Archive] = {}
    for start in range(0, len(forms), AT_ONCE):
        part = [one for one in forms[start : start + AT_ONCE] if one.code]
        people = {person.code: person for person in Person.objects.filter(code__in=[one.code for one in part])}
        with recording(by, VERB, on) as change:
            for one in part:
                if person := people.get(one.code):
                    remarks += _keep(change, one, person, archives)
    return remarks


def keep_pictures(package: SentPackage, by: Actor, on: RecordedModel) -> list[str]:
    """Keep the photos of a package, named there by the person's key or ID number; returns remarks."""
    remarks: list[str] = []
    names = sorted(package.pictures)
    by_code = {code: key for key, code in package.codes.items() if code}
    for start in range(0, len(names), AT_ONCE):
        part = names[start : start + AT_ONCE]
        codes = [package.codes.get(key, "") for key in by_code.values() if key.upper() in part]
        people = Person.objects.filter(Q(code__in=codes) | Q(id_number__in=part))
        with recording(by, VERB, on) as change:
            for person in people:
                picture = package.pictures.get(by_code.get(person.code, "").upper()) or package.pictures.get(
                    person.id_number
                )
                if picture:
                    remarks += _keep_photo(change, picture.name, person, picture.read_bytes())
    return remarks


def _keep(change: Change, one: SentForm, person: Person, archives: dict[Path, Archive]) -> Iterator[str]:
    last = len(one.kept.career_entries)
    for entry in CareerEntry.objects.filter(person=person, position__gt=last) if last else ():
        change.remove(entry)  # the lines of a form are the whole career
    try:
        file = keep(change, Path(one.file).name, _content(one, archives))
        _keep_source(change, one, person, file)
    except Invalid as fault:
        yield f"{one.file}：原文件没有收存。{fault.message}"
    if one.form.photo:
        yield from _keep_photo(change, one.file, person, one.form.photo)


def _keep_photo(change: Change, file: str, person: Person, content: bytes) -> Iterator[str]:
    try:
        photo = keep(change, f"{person.code}.jpg", read_photo(content).content, accepted=PICTURES)
    except Unopenable as fault:
        yield f"{file}：照片没有收存，{fault}"
    else:
        person.photo = photo
        change.save(person)


def _keep_source(change: Change, one: SentForm, person: Person, file: StoredFile) -> None:
    source = FormSource.objects.filter(person=person).first()
    values = {"file": file, "read_on": today(), "remainder": one.kept.remainder}
    if source is None:
        change.add(FormSource(person=person, **values))
        return
    for name, value in values.items():
        setattr(source, name, value)
    change.save(source)


def _content(one: SentForm, archives: dict[Path, Archive]) -> bytes:
    if one.path.suffix.lower() != ".zip":
        return one.path.read_bytes()
    if one.path not in archives:
        archives[one.path] = Archive(one.path)
    return archives[one.path].read(one.file, MAX_FORM + 1)
