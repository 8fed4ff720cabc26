"""Loads the law: the shipped pack, then the packs of the setting, then those named on the command line."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

from zugong.regulations.law.documents import Block, Fault, read_bytes, read_document
from zugong.regulations.law.folders import PackFolder
from zugong.regulations.law.model import SHIPPED_PACK, Confidence, Law, Parameter, Source, Value
from zugong.regulations.law.overlay import overlay
from zugong.regulations.law.parameters import NAME, ParameterReader
from zugong.regulations.law.problems import BadPack, PackProblem
from zugong.regulations.law.sources import read_source


__all__ = ("BadPack", "Confidence", "Law", "PackProblem", "Parameter", "Source", "Value", "load_law")

SHIPPED = Path(__file__).parent / "packs"
SETTING = "ZUGONG_PACKS"
"""Environment variable: folders of local packs, separated as in PATH."""

_CHINA = timezone(timedelta(hours=8))


def load_law(extra: Sequence[Path] = (), *, today: date | None = None) -> Law:
    """The law of the shipped pack with the packs of ZUGONG_PACKS and `extra` laid over it, later ones on top.

    Raises BadPack with every problem of every pack.
    """
    loader = _Loader(today or datetime.now(_CHINA).date())
    loader.add(SHIPPED, SHIPPED_PACK)
    for folder in (*_packs_of_the_setting(), *extra):
        loader.add(folder, str(folder))
    return loader.law()


def _packs_of_the_setting() -> list[Path]:
    return [Path(text) for text in os.environ.get(SETTING, "").split(os.pathsep) if text.strip()]


class _Loader:
    """Gathers packs one after another; a pack with faults leaves nothing behind but its problems."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._sources: dict[str, Source] = {}
        self._parameters: dict[str, Parameter] = {}
        self._broken: set[str] = set()  # sources with faults of their own; those who cite them are not blamed
        self._faults: list[PackProblem] = []
        self._hash = hashlib.sha256()

    def law(self) -> Law:
        if self._faults:
            raise BadPack(self._faults)
        return Law(MappingProxyType(self._sources), MappingProxyType(self._parameters), self._hash.hexdigest())

    def add(self, root: Path, name: str) -> None:
        folder = PackFolder(root, name, self._faults)
        for path in folder.sources:
            self._add_source(path, folder)
        units = {key: parameter.unit for key, parameter in self._parameters.items()}
        reader = ParameterReader(self._sources, self._broken, units, name, self._today, self._faults)
        for path in folder.parameters:
            self._add_parameter(path, folder, reader)

    def _read(self, path: Path, folder: PackFolder) -> Block | None:
        relative, file = path.relative_to(folder.root), folder.label(path)
        try:
            content = read_bytes(path)
            self._hash.update(f"{relative.as_posix()}\0{len(content)}\0".encode())
            self._hash.update(content)
            return read_document(content)
        except Fault as fault:
            self._faults.append(fault.at(file))
            return None

    def _add_source(self, path: Path, folder: PackFolder) -> None:
        file = folder.label(path)
        block = self._read(path, folder)
        source = block and read_source(block, path.stem, folder.name, file, self._today, self._faults)
        if not source:
            self._broken.add(path.stem)
            return
        known = self._sources.get(source.slug)
        if known:
            remedy = f"换一个代号（文件名和 slug）；已有的一部在 {known.file}"
            self._faults.append(PackProblem(file, source.line, f"法规代号 {source.slug} 已被占用", remedy))
            return
        self._sources[source.slug] = source

    def _add_parameter(self, path: Path, folder: PackFolder, reader: ParameterReader) -> None:
        file = folder.label(path)
        parts = path.relative_to(folder.root / "parameters").with_suffix("").parts
        if not all(NAME.fullmatch(part) for part in parts):
            remedy = "文件夹和文件名只用小写英文字母、数字和下划线，以字母开头"
            self._faults.append(PackProblem(file, None, "文件名不能作参数代号", remedy))
            return
        block = self._read(path, folder)
        said = block and reader.read(block, ".".join(parts), file)
        if said:
            self._parameters[said.key] = overlay(self._parameters.get(said.key), said)
