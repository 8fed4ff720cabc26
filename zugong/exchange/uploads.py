"""Files somebody sent, put into a folder as the reader wants them; archives are unpacked under a budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

from zugong.core.errors import Invalid
from zugong.formats.grids import Unopenable
from zugong.formats.inflating import Package
from zugong.formats.limits import MEBIBYTE, current_limits


TABLES_IN_ARCHIVES = (".xlsx", ".xlsm", ".csv", ".parquet")
FORMS = (".lrmx", ".lrm")
BESIDE_FORMS = (".pic", ".jpg", ".jpeg", ".png")
ARCHIVE = ".zip"
ACCEPTED = (*TABLES_IN_ARCHIVES, *FORMS, *BESIDE_FORMS, ARCHIVE)
MOST_FILES = 100
MOST_FORMS = 2_500
"""Form files and their photos in one upload, as a form takes them from a folder."""
LONGEST_NAME = 120
FIELD = "files"
_WRONG_KIND = (
    "只收 .xlsx、.csv、.parquet 数据表和 .lrmx、.lrm 任免审批表，或装着它们的 .zip；"
    "旧的 .xls 请用 Excel 或 WPS 另存为 .xlsx。"
)
_ENCRYPTED = 0x1


def check_upload(files: Iterable[Any], limit: int) -> None:
    """Raises Invalid when nothing was sent, too much, or a file of another kind. `limit` is in bytes."""
    sent = list(files)
    if not sent:
        raise Invalid(fields={FIELD: "请选择要导入的文件。"})
    forms = [file for file in sent if file.name.lower().endswith((*FORMS, *BESIDE_FORMS))]
    if len(sent) - len(forms) > MOST_FILES or len(forms) > MOST_FORMS:
        raise Invalid(fields={FIELD: f"一次最多 {MOST_FILES} 个文件；请装进一个 .zip 或分次导入。"})
    if sum(file.size for file in sent) > limit:
        raise Invalid(
            fields={FIELD: f"文件合计超过 {limit // MEBIBYTE} MB；请分次导入，或请系统管理员在服务器上导入。"}
        )
    for file in sent:
        _check_name(file.name)


def keep_upload(files: Iterable[Any], folder: Path) -> list[str]:
    """Write the files into the folder, which is made; the names they were sent under. Raises Invalid."""
    folder.mkdir(parents=True, mode=0o700)
    names = []
    for file in files:
        name = PurePosixPath(file.name.replace("\\", "/")).name
        names.append(name)
        path = folder / name
        _write(path, file.chunks())
        if path.suffix.lower() == ARCHIVE and not _stays_packed(path):
            _unpack(path, folder)
            path.unlink()
    return names


def _stays_packed(archive: Path) -> bool:
    """Archives of forms, and packages of another system, are read as they are: their folders mean something.

    Raises Invalid for an archive with a password: nothing of it can be read.
    """
    try:
        with ZipFile(archive) as package:
            entries = package.infolist()
    except (BadZipFile, OSError, NotImplementedError, UnicodeError):
        return False  # told when it is unpacked
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Invalid(
            fields={
                FIELD: f"“{archive.name}”设有密码，不能读取；请向交来的单位要回解开密码的数据，解压后重新压缩再传。"
            }
        )
    names = [entry.filename.lower() for entry in entries]
    return any(name.endswith((*FORMS, ".xml")) for name in names)


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if len(path.name) > LONGEST_NAME or any(ord(letter) < 32 for letter in name):
        raise Invalid(fields={FIELD: f"文件名“{name[:20]}…”过长或含有看不见的字符；请改名后再传。"})
    if path.suffix.lower() not in ACCEPTED or path.name.startswith("."):
        raise Invalid(fields={FIELD: f"“{path.name}”不能导入：{_WRONG_KIND}"})


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    if path.exists():
        raise Invalid(fields={FIELD: f"有两个文件都叫“{path.name}”；请只留一个。"})
    with path.open("xb") as file:
        for piece in pieces:
            file.write(piece)


def _unpack(archive: Path, folder: Path) -> None:
    """The tables of an archive, without its folders. Raises Invalid for a damaged archive or one beyond the limits."""
    try:
        package = Package(archive, current_limits())
        for inner, name in _members(archive):
            _write(folder / name, package.chunks(inner))
    except Unopenable as fault:
        raise Invalid(fields={FIELD: f"“{archive.name}”不能导入：{fault}"}) from fault
    except (BadZipFile, OSError, NotImplementedError, UnicodeError) as fault:
        raise Invalid(fields={FIELD: f"“{archive.name}”已损坏或不是 .zip 文件；请重新压缩后再传。"}) from fault


def _members(archive: Path) -> Iterator[tuple[str, str]]:
    """Name in the archive and name on disk of every table in it; names of Chinese systems are read as they were."""
    with ZipFile(archive) as package:
        entries = [entry for entry in package.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise Invalid(fields={FIELD: f"“{archive.name}”里超过 {MOST_FILES} 个文件；请只放要导入的表。"})
    for entry in entries:
        name = PurePosixPath(_readable(entry.filename, entry.flag_bits).replace("\\", "/")).name
        if PurePosixPath(name).suffix.lower() in TABLES_IN_ARCHIVES and not name.startswith((".", "~$")):
            yield entry.filename, name


def _readable(name: str, flags: int) -> str:
    """Windows in Chinese writes GB18030 without saying so; the unpacker takes it for the old American code page."""
    if flags & 0x800:
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
