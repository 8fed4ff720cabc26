"""Read a backup: every part is checked against its digest before anything is restored."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath

from zugong.config.backups import manifest
from zugong.config.backups.errors import BackupError, writing
from zugong.config.backups.manifest import DATABASES, FILES, Manifest, Part


BLOCK = 1 << 20
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError)
"""What a damaged archive raises when a part of it is read."""


class Archive:
    """An archive whose list of parts is known; `check` says whether they are what the list says."""

    def __init__(self, path: Path, content: zipfile.ZipFile) -> None:
        self.path, self._content = path, content
        if manifest.NAME not in content.namelist():
            raise BackupError(f"{path} 里没有 manifest.json：不是本系统的备份，或没有写完。请换一份备份。")
        try:
            text = content.read(manifest.NAME)
        except UNREADABLE as error:
            raise BackupError(f"{path} 的清单读不出来：文件已损坏。请换一份备份。") from error
        self.manifest: Manifest = manifest.read_manifest(text)

    def check(self) -> None:
        """Raises BackupError naming every part that is missing, changed or not on the list."""
        names = self._content.namelist()
        listed = {part.path for part in self.manifest.parts}
        wrong = [f"{name}：清单里没有" for name in names if name not in listed | {manifest.NAME}]
        wrong += [f"{name}：出现两次" for name in sorted({name for name in names if names.count(name) > 1})][:1]
        if DATABASES[self.manifest.kind] not in listed:
            wrong.append("清单里没有数据库")
        wrong += [f"{part.path}：{why}" for part in self.manifest.parts if (why := self._fault(part, set(names)))]
        if wrong:
            shown = "\n  ".join(wrong[:10]) + (f"\n  ……共 {len(wrong)} 处" if len(wrong) > 10 else "")
            raise BackupError(f"备份 {self.path} 已损坏或被改过，没有恢复任何内容：\n  {shown}\n请换一份备份。")

    def unpack(self, folder: Path) -> None:
        """Write every part below `folder`. Raises BackupError when it cannot be written."""
        for part in self.manifest.parts:
            target = folder / part.path
            with writing(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                with self._content.open(part.path) as source, target.open("xb") as file:
                    shutil.copyfileobj(source, file, BLOCK)

    def _fault(self, part: Part, names: set[str]) -> str:
        if not _is_safe(part.path):
            return "路径不合规定"
        if part.path not in names:
            return "缺少"
        digest, length = sha256(), 0
        try:
            with self._content.open(part.path) as source:
                while block := source.read(BLOCK):
                    digest.update(block)
                    length += len(block)
                    if length > part.bytes:  # a bomb need not be unpacked to the end
                        return f"比清单所记的 {part.bytes} 字节长"
        except UNREADABLE:
            return "读不出来"
        same = digest.hexdigest() == part.sha256 and length == part.bytes
        return "" if same else "内容与清单的摘要不符"


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an archive. Raises BackupError when it is none."""
    try:
        content = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise BackupError(f"没有文件 {path}。") from None
    except (OSError, zipfile.BadZipFile) as error:
        raise BackupError(f"{path} 读不出来：不是完整的 zip 文件。请换一份备份。") from error
    with content:
        yield Archive(path, content)


def _is_safe(path: str) -> bool:
    pieces = PurePosixPath(path).parts
    if path in DATABASES.values():
        return True
    return path.startswith(FILES) and "\\" not in path and not {"..", ".", ""} & set(pieces) and "//" not in path
