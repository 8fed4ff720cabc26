"""Appointment forms as files to hand on: one file, or a package of many with what could not be written told in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from zugong.documents.rendering import appointment_form
from zugong.formats.forms.fields import label_of
from zugong.formats.forms.form import AppointmentForm, FormProblem
from zugong.formats.forms.lrm_writing import write_lrm
from zugong.formats.forms.writing import EDITOR_VERSION, Dialect, write_lrmx


NOTES = "说明.txt"

Parts = tuple[list[tuple[str, bytes]], Iterable[FormProblem]]
"""Endings of names with contents, and what an officer should look at."""


@dataclass(frozen=True, slots=True)
class Package:
    """A file to hand on, with its name and media type."""

    name: str
    content: bytes
    media_type: str


def _docx(form: AppointmentForm, day: date) -> Parts:
    content, problems = appointment_form(form, day)
    return [(".docx", content)], problems


def _classic(form: AppointmentForm, day: date) -> Parts:
    written = write_lrmx(form, Dialect.CLASSIC, version=EDITOR_VERSION)
    return [(".lrmx", written.content)], written.problems


def _newer(form: AppointmentForm, day: date) -> Parts:
    written = write_lrmx(form, Dialect.NEWER, version=EDITOR_VERSION)
    return [(".lrmx", written.content)], written.problems


def _older(form: AppointmentForm, day: date) -> Parts:
    written = write_lrm(form)
    photo = [(".pic", form.photo)] if form.photo else []
    return [(".lrm", written.content), *photo], written.problems


WRITERS: dict[str, tuple[str, Callable[[AppointmentForm, date], Parts]]] = {
    "docx": ("Word（.docx）", _docx),
    "lrmx": ("任免表 .lrmx（经典）", _classic),
    "lrmx4": ("任免表 .lrmx（4.0）", _newer),
    "lrm": ("任免表 .lrm（旧版，照片另存 .pic）", _older),
}
"""Key of a format -> its words and its writer."""


def pack_forms(forms: Iterable[AppointmentForm], kind: str, day: date) -> Package:
    """One file where one is all there is; else a zip named by people, namesakes numbered, problems in a text file."""
    files: list[tuple[str, bytes]] = []
    notes: list[str] = []
    for name, form in _named(forms):
        parts, problems = WRITERS[kind][1](form, day)
        files += [(f"{name}{ending}", content) for ending, content in parts]
        notes += [_note(name, problem) for problem in (*form.problems, *problems)]
    if notes:
        files.append((NOTES, "\r\n".join(notes).encode("utf-8-sig")))
    if len(files) == 1:
        return Package(files[0][0], files[0][1], "application/octet-stream")
    return Package(f"干部任免审批表 {day.isoformat()}.zip", _zip(files), "application/zip")


def _named(forms: Iterable[AppointmentForm]) -> Iterator[tuple[str, AppointmentForm]]:
    met: Counter[str] = Counter()
    for form in forms:
        name = "".join(letter for letter in form.name or "" if letter.isalnum() or letter in "·- ") or "未名"
        met[name] += 1
        yield (name if met[name] == 1 else f"{name}{met[name]}"), form


def _note(name: str, problem: FormProblem) -> str:
    return f"{name}　{label_of(problem.field)}　{problem.problem}；{problem.remedy}"


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return written.getvalue()
