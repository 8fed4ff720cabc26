"""A zip of form files: names written by Chinese programs, unpacked under a budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipInfo

from zugong.formats.forms.refusing import NotAForm
from zugong.formats.grids import Unopenable
from zugong.formats.inflating import Package
from zugong.formats.limits import Limits


MAX_FILES = 20_000
"""Files in one zip."""
_UTF8_NAME = 0x800
_HIDDEN = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
_DAMAGED = ("压缩包已损坏或没有下载完整", "请重新复制或下载")


class Archive:
    """The files of a zip by their real names. Raises NotAForm when it is damaged or asks too much of the machine."""

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        try:
            self._package = Package(path, limits or Limits())
            entries = self._package.entries()
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise NotAForm(*_DAMAGED) from error
        except Unopenable as error:
            raise NotAForm(error.reason, "请核对来源；如内容属实，请解压后按文件夹读，或分成几个压缩包") from error
        if len(entries) > MAX_FILES:
            raise NotAForm(f"压缩包里有 {len(entries)} 个文件，超过 {MAX_FILES} 个", "请分成几个压缩包")
        shown = [info for info in entries if not is_hidden(info.filename) and not info.is_dir()]
        self._stored = {_real_name(info): info.filename for info in shown}
        self._by_lower = {name.lower(): name for name in self._stored}
        names = Counter(map(_real_name, shown))
        self.doubled = sorted(name for name, count in names.items() if count > 1)
        """Names that stand for several files, of which only the last can be read."""

    def folders(self) -> list[tuple[str, list[str]]]:
        """Each folder with the names of its files, both in order."""
        found: dict[str, list[str]] = {}
        for name in sorted(self._stored):
            path = PurePosixPath(name)
            found.setdefault("" if str(path.parent) == "." else str(path.parent), []).append(path.name)
        return sorted(found.items())

    def find(self, folder: str, names: Iterable[str]) -> str | None:
        """The first of these files that the folder has, letters of either case."""
        wanted = [(f"{folder}/{name}" if folder else name).lower() for name in names]
        return next((self._by_lower[name] for name in wanted if name in self._by_lower), None)

    def read(self, name: str, most: int) -> bytes:
        """The content of a file, no more than so many bytes of it. Raises NotAForm."""
        content = b""
        try:
            for chunk in self._package.chunks(self._stored[name]):
                content += chunk
                if len(content) >= most:
                    break
        except Unopenable as error:
            raise NotAForm("压缩包里的这个文件已损坏、加了密码或过大", "请解压后再读") from error
        return content[:most]


def is_hidden(name: str) -> bool:
    """Whether the file is one that a system leaves lying about, not one that a person put there."""
    return any(part in _HIDDEN or part.startswith("._") for part in PurePosixPath(name).parts)


def _real_name(info: ZipInfo) -> str:
    """The name as its writer meant it: zip says UTF-8, or says nothing and it is GB18030."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            stored = name.encode("cp437")
        except UnicodeEncodeError:
            stored = b""
        for encoding in ("utf-8", "gb18030"):
            try:
                name = stored.decode(encoding) or name
                break
            except UnicodeDecodeError:
                continue
    return str(PurePosixPath(name.replace("\\", "/").lstrip("/")))
