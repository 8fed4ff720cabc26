"""The files of a pack folder: `sources/*.yaml` and `parameters/**/*.yaml`, nothing silently left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from zugong.regulations.law.documents import unreadable_because
from zugong.regulations.law.problems import PackProblem


_IGNORED = {".md", ".txt", ".py", ".pyc"}
_BESIDE_THE_LAW = {("open_clauses.yaml",), ("examples.yaml",)}
"""Clauses that are not rules yet, and examples of rules; `law.clauses` and `law.examples` read them."""


class PackFolder:
    """One pack on disk. `name` is how its files are called in messages."""

    def __init__(self, root: Path, name: str, faults: list[PackProblem]) -> None:
        self.root, self.name, self.faults = root, name, faults
        self.sources: list[Path] = []
        self.parameters: list[Path] = []
        if not os.path.isdir(root):  # where Path.is_dir raises, because a folder above is closed, this says no
            self._refuse(root, "法规包文件夹不存在或不是文件夹", "检查 --pack 或 ZUGONG_PACKS 所写的路径")
            return
        for path in self._files():
            self._sort_in(path)
        if not self.sources and not self.parameters and not faults:
            self._refuse(root, "法规包里没有 sources/*.yaml 或 parameters/**/*.yaml", "参照 docs/packs.md 建立文件夹")

    def label(self, path: Path) -> str:
        """Path of a file for messages, beginning with the pack's name."""
        relative = path.relative_to(self.root).as_posix()
        return self.name if relative == "." else f"{self.name}/{relative}"

    def _files(self) -> Iterator[Path]:
        for folder, folders, files in os.walk(self.root, onerror=self._unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
            yield from (Path(folder, name) for name in sorted(files) if not name.startswith((".", "~")))

    def _unreadable(self, error: OSError) -> None:
        path = Path(error.filename or self.root)
        self._refuse(path, f"文件夹无法读取（{unreadable_because(error)}）", "检查读取权限")

    def _sort_in(self, path: Path) -> None:
        place = path.relative_to(self.root).parts
        if path.suffix == ".yaml" and place[0] == "sources" and len(place) == 2:
            self.sources.append(path)
        elif path.suffix == ".yaml" and place[0] == "parameters" and len(place) >= 3:
            self.parameters.append(path)
        elif path.suffix not in _IGNORED and place not in _BESIDE_THE_LAW:
            remedy = "法规放在 sources/代号.yaml，参数放在 parameters/主题/…/名称.yaml，其余文件请移走"
            self._refuse(path, "不认识的文件", remedy)

    def _refuse(self, path: Path, what: str, remedy: str) -> None:
        self.faults.append(PackProblem(self.label(path), None, what, remedy))
