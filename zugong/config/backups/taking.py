"""Take a backup: one moment of the database, then the files it speaks of, in one archive that appears whole."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import zugong
from zugong.config.backups import manifest, postgresql, sqlite
from zugong.config.backups.errors import BackupError, writing
from zugong.config.backups.manifest import DATABASES, FILES, Manifest, Part, RecordEnd
from zugong.config.backups.pruning import PREFIX, SUFFIX


STAMP = "%Y%m%dT%H%M%SZ"
BLOCK = 1 << 20
QUICK = 3
"""zlib level: four fifths of the saving in a third of the time."""

Facts = tuple[dict[str, int], RecordEnd]


@dataclass(frozen=True, slots=True)
class Taken:
    """The archive that was made, its digest (hex) and what it says."""

    path: Path
    sha256: str
    manifest: Manifest


def take_backup(out: Path, *, database: Mapping[str, Any], data: Path, secrets: Path, at: datetime) -> Taken:
    """Write `zugong-backup-<time>.zip` into the folder `out`. Raises BackupError.

    `database` is Django's setting of it, `data` the data folder, `secrets` that of the keys, of which only
    fingerprints are taken. The database goes first: files are named by what is in them, and are there before the row
    that speaks of them.
    """
    name = f"{PREFIX}{at.astimezone(UTC).strftime(STAMP)}{SUFFIX}"
    _refuse_inside(out.resolve(), data, secrets)
    with writing(out):
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (out / name).exists():
            raise BackupError(f"{out / name} 已经在了：同一秒里做过一份备份。")
        with _beside(out / name) as partial:
            said = _fill(partial, database, data, secrets, at)
            digest = _digest(partial)
    return Taken(out / name, digest, said)


def _refuse_inside(out: Path, data: Path, secrets: Path) -> None:
    for folder in (data / "files", data / "static", secrets):
        if out == folder or folder in out.parents:
            raise BackupError(f"备份不能写在 {folder} 里；请另选一个文件夹，最好在另一块磁盘上。")


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    partial = path.with_name(f".{path.name}.partial")
    try:
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)


def _fill(partial: Path, database: Mapping[str, Any], data: Path, secrets: Path, at: datetime) -> Manifest:
    kind = "postgresql" if database["ENGINE"].endswith("postgresql") else "sqlite"
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive:
        add = _add_dump if kind == "postgresql" else _add_copy
        part, (rows, record) = add(archive, database, partial)
        parts = [part, *_add_files(archive, data / "files")]
        said = Manifest(
            made_at=at.astimezone(UTC).isoformat(timespec="seconds"),
            program=zugong.__version__,
            kind=kind,
            record=record,
            keys=manifest.fingerprints(secrets),
            rows=rows,
            parts=tuple(parts),
        )
        archive.writestr(manifest.NAME, said.text())
    return said


def _add_copy(archive: zipfile.ZipFile, database: Mapping[str, Any], partial: Path) -> tuple[Part, Facts]:
    source, copy = Path(database["NAME"]), partial.with_suffix(".sqlite3")
    if not source.is_file():
        raise BackupError(f"没有数据库 {source}。请查环境变量 ZUGONG_DATA 是不是指向正在使用的数据文件夹。")
    try:
        sqlite.copy_database(source, copy)
        with copy.open("rb") as content:
            part = _add(archive, DATABASES["sqlite"], content, zipfile.ZIP_DEFLATED)
        return part, sqlite.look(copy)
    finally:
        copy.unlink(missing_ok=True)


def _add_dump(archive: zipfile.ZipFile, database: Mapping[str, Any], partial: Path) -> tuple[Part, Facts]:
    with postgresql.dumping(database) as dump:
        facts = dump.look()
        with _entry(archive, DATABASES["postgresql"], zipfile.ZIP_STORED) as entry:
            hashing = _Hashing(entry)
            dump.write(hashing)  # type: ignore[arg-type]
    return hashing.part(DATABASES["postgresql"]), facts


def _add_files(archive: zipfile.ZipFile, folder: Path) -> Iterator[Part]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        with path.open("rb") as content:
            yield _add(archive, FILES + path.relative_to(folder).as_posix(), content, zipfile.ZIP_STORED)


def _add(archive: zipfile.ZipFile, name: str, content: IO[bytes], method: int) -> Part:
    with _entry(archive, name, method) as entry:
        hashing = _Hashing(entry)
        while block := content.read(BLOCK):
            hashing.write(block)
    return hashing.part(name)


def _entry(archive: zipfile.ZipFile, name: str, method: int) -> IO[bytes]:
    entry = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    entry.compress_type = method
    entry._compresslevel = QUICK  # type: ignore[attr-defined] # public only from Python 3.13 on
    entry.external_attr = 0o600 << 16
    return archive.open(entry, "w", force_zip64=True)


class _Hashing:
    """Passes on what is written, and remembers its digest and length."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target, self._digest, self._bytes = target, sha256(), 0

    def write(self, block: bytes) -> int:
        self._digest.update(block)
        self._bytes += len(block)
        return self._target.write(block)

    def part(self, path: str) -> Part:
        return Part(path, self._digest.hexdigest(), self._bytes)


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
