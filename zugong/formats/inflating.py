"""Unpacking the parts of a workbook under a budget, trusting no size that the archive states of itself."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from zugong.formats.grids import Unopenable
from zugong.formats.limits import MEBIBYTE, Limits


_LOCAL_HEADER = struct.Struct("<4s22xHH")
_CHUNK = MEBIBYTE


class Package:
    """The parts of one workbook. Counts what has been unpacked and stops at the limits."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._inflated = 0
        with ZipFile(path) as archive:
            self._parts = {info.filename: info for info in archive.infolist()}
            entries = archive.infolist()
        self._entries = tuple(entries)
        self._packed = max(path.stat().st_size, 1)
        self._check(sum(info.file_size for info in entries))

    def names(self) -> list[str]:
        return list(self._parts)

    def entries(self) -> tuple[ZipInfo, ...]:
        """What the archive lists, also parts that share a name."""
        return self._entries

    def read(self, name: str) -> bytes:
        """One part in full. Raises Unopenable when it is missing or beyond the limits."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """One part, unpacked piece by piece. Raises Unopenable when it is missing or beyond the limits."""
        info = self._parts.get(name)
        if info is None:
            raise _damaged()
        for chunk in self._inflate(info):
            self._inflated += len(chunk)
            self._check(self._inflated)
            yield chunk

    def _check(self, inflated: int) -> None:
        if inflated > self._limits.inflated:
            raise Unopenable(
                f"解压后超过 {self._limits.inflated // MEBIBYTE} MB，文件过大",
                "请删去无关的工作表、图片和空白格式行，或按年度拆分，也可改用 CSV",
            )
        if inflated > self._limits.ratio_floor and inflated > self._limits.ratio * self._packed:
            raise Unopenable(
                f"压缩比超过 {self._limits.ratio}，疑似压缩炸弹",
                "请核对文件来源；如内容属实，请清除空白格式行后重新保存，或改用 CSV",
            )

    def _inflate(self, info: ZipInfo) -> Iterator[bytes]:
        if info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unopenable("使用了不支持的压缩或加密方式", "请用 Excel 或 WPS 打开后重新保存为 .xlsx")
        engine = zlib.decompressobj(-zlib.MAX_WBITS) if info.compress_type == ZIP_DEFLATED else None
        for packed in self._packed_bytes(info):
            if engine is None:
                yield packed
                continue
            pending = packed
            while pending and not engine.eof:
                try:
                    yield engine.decompress(pending, _CHUNK)
                except zlib.error as error:
                    raise _damaged() from error
                pending = engine.unconsumed_tail

    def _packed_bytes(self, info: ZipInfo) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            file.seek(info.header_offset)
            header = file.read(_LOCAL_HEADER.size)
            if len(header) < _LOCAL_HEADER.size:
                raise _damaged()
            signature, name_length, extra_length = _LOCAL_HEADER.unpack(header)
            if signature != b"PK\x03\x04":
                raise _damaged()
            file.seek(name_length + extra_length, 1)
            left = info.compress_size
            while left > 0 and (piece := file.read(min(left, _CHUNK))):
                left -= len(piece)
                yield piece


def _damaged() -> Unopenable:
    return Unopenable("工作簿已损坏或没有下载完整", "请重新复制或导出该文件")
