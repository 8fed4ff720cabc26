"""What a form file holds beside rows: the file itself, the photo, what the register has no place for."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q

from zugong.audit.actors import Actor
from zugong.audit.recorded import RecordedModel
from zugong.audit.recording import Change, recording
from zugong.core.clock import today
from zugong.evidence.keeping import keep, keep_many
from zugong.evidence.models import StoredFile
from zugong.evidence.types import PICTURES, media_type_of
from zugong.exchange.sent.forms import SentForm
from zugong.exchange.sent.packages import SentPackage
from zugong.formats.forms.lrmx import MAX_FORM
from zugong.formats.forms.packed import Archive
from zugong.formats.grids import Unopenable
from zugong.formats.photos import read_photo
from zugong.people.models import CareerEntry, FormSource, Person


VERB = "exchange.forms.kept"
AT_ONCE = 100
WORKERS = 4


@dataclass
class Papers:
    """A form with what is kept of it: the bytes of its file and of its photo, and what is wrong with the photo."""

    one: SentForm
    content: bytes
    photo: bytes | None = None
    remark: str = ""


def keep_forms(forms: list[SentForm], by: Actor, on: RecordedModel) -> list[str]:
    """Keep the files of the forms whose people are in the register; returns remarks about what could not be kept."""
    remarks: list[str] = []
    archives: dict[Path, Archive] = {}
    known = [one for one in forms if one.code]
    with ThreadPoolExecutor(WORKERS) as pool:
        for start in range(0, len(known), AT_ONCE):
            part = known[start : start + AT_ONCE]
            papers = list(pool.map(_papers, part, [_content(one, archives) for one in part]))
            remarks += [paper.remark for paper in papers if paper.remark]
            with recording(by, VERB, on) as change:
                remarks += _keep_part(change, papers, pool)
    return remarks


def _papers(one: SentForm, content: bytes) -> Papers:
    """The photo made fit; runs beside the database."""
    if not one.form.photo:
        return Papers(one, content)
    try:
        return Papers(one, content, read_photo(one.form.photo).content)
    except Unopenable as fault:
        return Papers(one, content, remark=f"{one.file}：照片没有收存，{fault}")


def _keep_part(change: Change, papers: list[Papers], pool: ThreadPoolExecutor) -> list[str]:
    codes = [paper.one.code for paper in papers]
    people = {person.code: person for person in Person.objects.filter(code__in=codes)}
    papers = [paper for paper in papers if paper.one.code in people]
    refused = [paper for paper in papers if media_type_of(paper.content) is None]
    names = {paper.content: Path(paper.one.file).name for paper in papers if paper not in refused}
    names |= {paper.photo: f"{paper.one.code}.jpg" for paper in papers if paper.photo}
    files = keep_many(change, names, pool.map)
    _keep_sources(change, [paper for paper in papers if paper not in refused], people, files)
    _cut_careers(change, papers, people)
    for paper in papers:
        person = people[paper.one.code]
        if paper.photo and person.photo_id != files[paper.photo].pk:
            person.photo = files[paper.photo]
            change.save(person)
    return [f"{paper.one.file}：不像任免审批表的文件，原文件没有收存" for paper in refused]


def _cut_careers(change: Change, papers: list[Papers], people: dict[str, Person]) -> None:
    """The lines of a form are the whole career: what stood behind its last line goes."""
    last = {people[paper.one.code].pk: len(paper.one.kept.career_entries) for paper in papers}
    for entry in CareerEntry.objects.filter(person__in=last):
        if last[entry.person_id] and entry.position > last[entry.person_id]:
            change.remove(entry)


def _keep_sources(
    change: Change, papers: list[Papers], people: dict[str, Person], files: dict[bytes, StoredFile]
) -> None:
    keys = [people[paper.one.code].pk for paper in papers]
    known = {source.person_id: source for source in FormSource.objects.filter(person__in=keys)}
    new = []
    for paper in papers:
        person, file = people[paper.one.code], files[paper.content]
        source = known.get(person.pk)
        if source is None:
            new.append(FormSource(person=person, file=file, read_on=today(), remainder=paper.one.kept.remainder))
        elif source.file_id != file.pk or source.remainder != paper.one.kept.remainder:
            source.file, source.read_on, source.remainder = file, today(), paper.one.kept.remainder
            change.save(source)
    change.add_many(new)


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


def _keep_photo(change: Change, file: str, person: Person, content: bytes) -> Iterator[str]:
    try:
        photo = keep(change, f"{person.code}.jpg", read_photo(content).content, accepted=PICTURES)
    except Unopenable as fault:
        yield f"{file}：照片没有收存，{fault}"
    else:
        person.photo = photo
        change.save(person)


def _content(one: SentForm, archives: dict[Path, Archive]) -> bytes:
    if one.path.suffix.lower() != ".zip":
        return one.path.read_bytes()
    if one.path not in archives:
        archives[one.path] = Archive(one.path)
    return archives[one.path].read(one.file, MAX_FORM + 1)
