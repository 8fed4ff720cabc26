"""Where a converted form goes: never over another person's file, and whole or not at all."""

from __future__ import annotations

import json
import os
import re
import zlib
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import BadZipFile, ZipFile

from zugong.formats.forms.days import dotted
from zugong.formats.forms.files import read_form
from zugong.formats.forms.form import AppointmentForm
from zugong.formats.grids import Unopenable


_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST = 40
_NAMELESS = "无姓名"
_MOST_OF_DOCUMENT = 1 << 22

Owner = tuple[str | None, str | None, str | None]
"""Name, ID number, month of birth."""


class Taken(Exception):
    """The place holds something of somebody else."""


class Folder:
    """A folder for converted forms: `姓名.lrmx`, namesakes numbered. Knows what this run wrote."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written: set[str] = set()

    def take(self, target: str, form: AppointmentForm, content: bytes) -> Path:
        """The path for the form, free or holding the same person's form."""
        stem = _UNFIT.sub("", form.name or "").strip(" .")[:_LONGEST] or _NAMELESS
        number = 1
        while True:
            path = self._path / f"{stem}{number if number > 1 else ''}.{target}"
            if path.name.lower() not in self._written and _is_free(path, target, form, content):
                self._written.add(path.name.lower())
                return path
            number += 1


def take_file(path: Path, target: str, form: AppointmentForm) -> Path:
    """The path itself. Raises Taken when another person's form, or something unknown, is there."""
    if not _is_free(path, target, form, None):
        raise Taken(f"{path} 已经有了，不是同一个人的表：请换一个文件名，或先移走它")
    return path


def _is_free(path: Path, target: str, form: AppointmentForm, content: bytes | None) -> bool:
    if target == "lrm" and form.photo is None and path.with_suffix(".pic").exists():
        return False  # the photo there would be taken for this person's
    if not path.exists():
        return not (target == "lrm" and path.with_suffix(".pic").exists())
    if content is not None and path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return True
    if target == "docx":
        return _speaks_of(path, form)
    owner = _owner(path, target)
    return owner is not None and _same(owner, (form.name, form.id_number, form.born_on))


def _owner(path: Path, target: str) -> Owner | None:
    """Whose form lies there; None where it cannot be told."""
    try:
        if target == "json":
            view = json.loads(path.read_text("utf-8"))
            return view["name"], view["id_number"], view["born_on"]
        form = read_form(path)
    except (Unopenable, OSError, ValueError, KeyError, TypeError):
        return None
    return form.name, form.id_number, form.born_on


def _speaks_of(path: Path, form: AppointmentForm) -> bool:
    """Whether a Word document is a form of that name and month of birth."""
    try:
        with ZipFile(path) as package, package.open("word/document.xml") as part:
            text = re.sub(r"<[^>]{0,2000}>|\s", "", part.read(_MOST_OF_DOCUMENT).decode("utf-8", "replace"))
    except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        return False
    wanted = (form.name, form.born_on and dotted(form.born_on[:7]))
    return all(word is not None and word in text for word in wanted)


def _same(one: Owner, other: Owner) -> bool:
    if one[0] is None or one[0] != other[0]:
        return False
    if one[1] and other[1]:
        return one[1] == other[1]
    return one[2] is not None and (one[2] or "")[:7] == (other[2] or "")[:7]


def put(path: Path, content: bytes, photo: bytes | None) -> None:
    """Write the file, an .lrm with its photo as .pic: beside first, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = [(path.with_suffix(".pic"), photo)] if photo else []
    parts.append((path, content))
    beside: list[tuple[str, Path]] = []
    try:
        for target, part in parts:
            with NamedTemporaryFile(dir=path.parent, prefix=".form-", delete=False) as file:
                beside.append((file.name, target))
                file.write(part)
            os.chmod(file.name, 0o666 & ~_umask())
        while beside:
            name, target = beside[0]
            os.replace(name, target)
            beside.pop(0)
    finally:
        for name, _ in beside:
            Path(name).unlink(missing_ok=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
