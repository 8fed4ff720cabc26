"""Form files wherever they lie: one file, a folder with all below it, a zip. Each its own form or its own refusal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from zugong.formats.files import head, require_file, unopenable
from zugong.formats.forms.embedded import MAX_PHOTO
from zugong.formats.forms.form import AppointmentForm, FormProblem
from zugong.formats.forms.lrm import read_lrm
from zugong.formats.forms.lrmx import MAX_FORM, read_lrmx
from zugong.formats.forms.packed import Archive, is_hidden
from zugong.formats.forms.refusing import NotAForm
from zugong.formats.grids import Unopenable
from zugong.formats.limits import MEBIBYTE


FORM_SUFFIXES = (".lrmx", ".lrm")
PHOTO_SUFFIXES = (".pic", ".jpg", ".jpeg", ".png")
_PACKED = (".7z", ".rar", ".zip")
_STARTS = (
    (
        b"PK\x03\x04",
        "内容是压缩包、工作簿或 Word 文档，不是任免审批表",
        "压缩包请解压；Word 和 Excel 文件请在编辑器里重新录入",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "内容是旧版 Word 或 Excel 文件，不是任免审批表",
        "请用任免审批表编辑器的原文件（.lrmx 或 .lrm）",
    ),
    (b"%PDF", "内容是 PDF，不是任免审批表", "请取得原文件（.lrmx 或 .lrm）"),
    (b"7z\xbc\xaf\x27\x1c", "是 7z 压缩包", "请解压后再读，或改用 zip"),
    (b"Rar!", "是 RAR 压缩包", "请解压后再读，或改用 zip"),
)

Photo = Callable[[], bytes | None]
"""Gives the content of the photo beside a file, if there is one."""
Reader = Callable[[], AppointmentForm]


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file: the form in it, or why there is none. `passed_over` is a file that does not claim to be a form."""

    name: str
    form: AppointmentForm | None = None
    refusal: Unopenable | None = None
    passed_over: bool = False


def read_form(path: Path) -> AppointmentForm:
    """The form in a file, an .lrm with the photo beside it. Raises Unopenable, NotAForm among them."""
    content = _content(path)
    try:
        return parse_form(content, partial(_photo_beside, path))
    except OSError as error:  # of the photo: the form itself has been read by now
        form = parse_form(content)
        reason = unopenable(error)
        form.problems += (FormProblem("photo", error.filename or "", f"旁边的照片{reason.reason}", reason.remedy),)
        return form


def parse_form(content: bytes, photo: Photo = lambda: None) -> AppointmentForm:
    """The form in the bytes of a file, told apart by content; only an .lrm asks for its `photo`. Raises NotAForm."""
    if not content:
        raise NotAForm("文件是空的（0 字节）", "请重新导出或复制该文件")
    for start, reason, remedy in _STARTS:
        if content.startswith(start):
            raise NotAForm(reason, remedy)
    first = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if first.startswith(b'"'):
        return read_lrm(content, photo())
    return read_lrmx(content)


def read_forms(path: Path) -> Iterator[FormFile]:
    """Every file of a folder or zip, or the one file, in the order of names. Nothing raises but a missing path."""
    if path.is_dir():
        yield from _folder(path)
    elif _is_zip(path):
        yield from _zip(path)
    else:
        yield _tried(path.name, partial(read_form, path))


def is_collection(path: Path) -> bool:
    """Whether the path may hold several forms."""
    return path.is_dir() or _is_zip(path)


def _is_zip(path: Path) -> bool:
    try:
        return path.suffix.lower() == ".zip" and path.is_file() and head(path, 2) == b"PK"
    except (Unopenable, OSError, ValueError):
        return False


def _tried(name: str, read: Reader) -> FormFile:
    try:
        return FormFile(name, read())
    except Unopenable as refusal:
        return FormFile(name, refusal=refusal)
    except OSError as error:
        return FormFile(name, refusal=unopenable(error))


def _content(path: Path) -> bytes:
    if require_file(path) > MAX_FORM:
        raise NotAForm(f"文件超过 {MAX_FORM // MEBIBYTE} MB", "请缩小照片后重新保存")
    try:
        return path.read_bytes()
    except OSError as error:
        raise unopenable(error) from error


def _photo_beside(path: Path) -> bytes | None:
    try:
        names = {entry.name.lower(): entry for entry in os.scandir(path.parent) if entry.is_file()}
    except OSError:
        return None
    for suffix in PHOTO_SUFFIXES:
        entry = names.get((path.stem + suffix).lower())
        if entry is not None:
            with open(entry.path, "rb") as file:
                return file.read(MAX_PHOTO + 1)
    return None


def _folder(folder: Path) -> Iterator[FormFile]:
    for place, below, names in os.walk(folder):
        below.sort()
        for name in sorted(name for name in names if not is_hidden(name)):
            path = Path(place, name)
            shown = path.relative_to(folder).as_posix()
            if not claims_to_be_form(name):
                yield from _others(shown, names)
            elif name.lower().endswith(".zip") and _is_zip(path):
                yield from (_below(shown, one) for one in _zip(path))
            else:
                yield _tried(shown, partial(read_form, path))


def _below(shown: str, one: FormFile) -> FormFile:
    return FormFile(f"{shown}/{one.name}", one.form, one.refusal, one.passed_over)


def claims_to_be_form(name: str) -> bool:
    """Whether a file of that name must be read or refused aloud."""
    return name.lower().endswith((*FORM_SUFFIXES, *_PACKED))


def _others(name: str, names: Iterable[str]) -> Iterator[FormFile]:
    """A photo that belongs to an .lrm goes with it; any other file is said to be passed over."""
    path = PurePosixPath(name)
    if path.suffix.lower() in PHOTO_SUFFIXES and f"{path.stem}.lrm".lower() in {other.lower() for other in names}:
        return
    yield FormFile(
        name, refusal=NotAForm("扩展名不是 .lrmx 或 .lrm，没有读", "如是任免审批表，请改正扩展名"), passed_over=True
    )


def _zip(path: Path) -> Iterator[FormFile]:
    try:
        archive = Archive(path)
    except Unopenable as refusal:
        yield FormFile(path.name, refusal=refusal)
        return
    for name in archive.doubled:
        yield FormFile(
            name, refusal=NotAForm("压缩包里有同名的文件，只能读到最后一个", "请改名后重新打包，或解压后逐个读")
        )
    for folder, names in archive.folders():
        for name in names:
            shown = f"{folder}/{name}" if folder else name
            if claims_to_be_form(name):
                yield _tried(shown, partial(_unpacked, archive, shown, folder))
            else:
                yield from _others(shown, names)


def _unpacked(archive: Archive, name: str, folder: str) -> AppointmentForm:
    stem = PurePosixPath(name).stem

    def photo() -> bytes | None:
        found = archive.find(folder, [stem + suffix for suffix in PHOTO_SUFFIXES])
        return archive.read(found, MAX_PHOTO + 1) if found else None

    content = archive.read(name, MAX_FORM + 1)
    return parse_form(content, photo)
