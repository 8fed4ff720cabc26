"""CSV text: encoding and separator found out, records as a grid of text cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from zugong.formats.files import require_file, unopenable
from zugong.formats.grids import Grid, Unopenable
from zugong.formats.limits import MEBIBYTE, current_limits


SEPARATORS = (",", ";", "\t")
_SNIFFED = 20  # records looked at for the header
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("utf-8", "gb18030")
_UTF8 = "请用“CSV UTF-8（逗号分隔）”格式重新保存"


def read_delimited(path: Path, recognised: Callable[[Sequence[str]], int]) -> Grid:
    """All records of a CSV file; `recognised` says how many column names a record holds, which picks the separator.

    A record is one row even when a quoted cell holds line breaks. Raises Unopenable.
    """
    size, limit = require_file(path), current_limits().text
    if size > limit:
        raise Unopenable(f"文件超过 {limit // MEBIBYTE} MB，过大", "请拆分，或改用 Parquet")
    try:
        text = _decode(path.read_bytes())
    except OSError as error:
        raise unopenable(error) from error
    return Grid(_records(text, _separator(text, recognised)))


def _decode(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unopenable("内容是 Excel 工作簿，不是 CSV 文本", "请把扩展名改为 .xlsx，或另存为 CSV")
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in marked or _GUESSES:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise Unopenable("文字编码无法识别，只能读取 UTF-8、带标记的 UTF-16 和 GB18030", _UTF8)


def _separator(text: str, recognised: Callable[[Sequence[str]], int]) -> str:
    """The separator that makes the most column names appear; among equals the one that splits most, then the comma."""

    def merit(separator: str) -> tuple[int, int]:
        records: list[list[str]] = []
        with suppress(csv.Error):  # told later, when the whole file is read
            records.extend(islice(_reader(text, separator), _SNIFFED))
        return max(map(recognised, records), default=0), max(map(len, records), default=0)

    return max(SEPARATORS, key=merit)


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    # strict: an unclosed quote would otherwise swallow the rest of the file without a word
    return csv.reader(io.StringIO(text, newline=None), delimiter=separator, strict=True)


def _records(text: str, separator: str) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        records.extend(_reader(text, separator))
    except csv.Error as error:
        raise Unopenable(
            "引号不成对或单元格过长，其后的内容无法分列",
            "请检查该行的英文双引号：单元格内的引号应写成两个，整格用引号括起",
            row=len(records) + 1,
        ) from error
    return records
