"""YAML files of packs with the line of every cell; whatever is no plain table of cells is a problem, not a guess."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from zugong.regulations.law.problems import PackProblem


MAX_BYTES = 64 * 1024
"""A pack file holds one source or one parameter; anything larger is a mistake and is not parsed."""

_SHAPE = "参照 docs/packs.md 的样例书写"
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Fault(Exception):
    """One problem that stops the reading of a file; becomes a PackProblem."""

    def __init__(self, line: int | None, what: str, remedy: str) -> None:
        super().__init__(what)
        self.line, self.what, self.remedy = line, what, remedy

    def at(self, file: str) -> PackProblem:
        """The problem, once the file is known."""
        return PackProblem(file, self.line, self.what, self.remedy)


@dataclass(frozen=True, slots=True)
class Cell:
    """One plain text of the file; None for null or nothing."""

    text: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping of the file: cells, mappings or lists by key."""

    entries: Mapping[str, Cell | Block | Rows]
    line: int


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of mappings."""

    blocks: tuple[Block, ...]
    line: int


def read_bytes(path: Path) -> bytes:
    """Content of a file. Raises Fault when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Fault(None, f"无法读取（{unreadable_because(error)}）", "检查文件是否存在、是否有读取权限") from error


def unreadable_because(error: OSError) -> str:
    """Why the system refused, in Chinese where we know."""
    if isinstance(error, PermissionError):
        return "没有读取权限"
    return "文件不存在" if isinstance(error, FileNotFoundError) else error.strerror or "系统错误"


def read_document(content: bytes) -> Block:
    """The mapping a pack file consists of. Raises Fault with the line."""
    if len(content) > MAX_BYTES:
        raise Fault(None, f"文件超过 {MAX_BYTES // 1024} KiB", "一个文件只写一部法规或一个参数，请拆开")
    try:
        return _document(yaml.parse(_decode(content), Loader=_LOADER))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark is not None else None
        raise Fault(line, "不是合格的 YAML", "检查缩进、冒号后的空格、引号和括号是否成对") from error


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Fault(line, "不是 UTF-8 编码", "用文本编辑器另存为 UTF-8 编码") from error


def _document(events: Iterator[yaml.Event]) -> Block:
    """Events are read one by one, never composed: composing recurses, and a file of brackets would end the process."""
    block: Block | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if block is not None:
                raise Fault(_line(event), "一个文件里有两份文档（---）", "拆成两个文件")
            block = _block(next(events), events, inner=False)
    if block is None:
        raise Fault(1, "文件是空的", "写入法规或参数的内容，或删去此文件")
    return block


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1


def _block(first: yaml.Event, events: Iterator[yaml.Event], *, inner: bool) -> Block:
    if not isinstance(first, yaml.MappingStartEvent):
        raise Fault(_line(first), "这里应是“键: 值”", _SHAPE)
    entries: dict[str, Cell | Block | Rows] = {}
    lines: dict[str, int] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key, line = _key(event), _line(event)
        if key in lines:
            raise Fault(line, f"键 {key} 重复，第 {lines[key]} 行已有", "保留一处，删去另一处")
        lines[key] = line
        entries[key] = _content(next(events), events, inner=inner)
    return Block(entries, _line(first))


def _key(event: yaml.Event) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise Fault(_line(event), "键只能是文字", _SHAPE)
    return str(event.value)


def _content(event: yaml.Event, events: Iterator[yaml.Event], *, inner: bool) -> Cell | Block | Rows:
    if isinstance(event, yaml.ScalarEvent):
        empty = event.implicit[0] and event.value in _NULLS
        return Cell(None if empty else str(event.value).strip(), _line(event))
    if inner or isinstance(event, yaml.AliasEvent):
        raise Fault(_line(event), "这里只能写一个值", _SHAPE)
    if isinstance(event, yaml.MappingStartEvent):
        return _block(event, events, inner=True)
    return Rows(tuple(_rows(events)), _line(event))


def _rows(events: Iterator[yaml.Event]) -> Iterator[Block]:
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        yield _block(event, events, inner=True)
