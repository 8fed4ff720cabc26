"""What an answer consists of, for JSON and for people, and its layout as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; `detail` stands behind it, dim."""

    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. With `keyed` the first column is a key and the second its title: on a terminal each row becomes a
    record of two lines, because a key folded over lines can be neither read nor copied.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    keyed: bool = False


Block = Heading | Line | Grid


@dataclass(frozen=True, slots=True)
class Answer:
    """`data` for JSON, `blocks` for people."""

    data: Any
    blocks: Sequence[Block]


def layout(answer: Answer, *, narrow: bool) -> RenderableType:
    """Lay the blocks out: wrapped columns for a terminal, one line a row for a pipe."""
    from rich.console import Group

    return Group(*(part for block in answer.blocks for part in _rendered(block, narrow)))


def _rendered(block: Block, narrow: bool) -> Iterator[RenderableType]:
    if isinstance(block, Grid):
        yield from _records(block) if block.keyed and narrow else (_table(block),)
        return
    if isinstance(block, Line):
        yield _plain(block.text)
        return
    yield _plain("")
    yield _plain(block.text, "bold").append_text(_plain(f"  {block.detail}" if block.detail else "", "dim"))


def _table(grid: Grid) -> Table:
    """Columns that are empty in every row are left out."""
    from rich.table import Table

    used = [index for index in range(len(grid.columns)) if any(row[index] for row in grid.rows)]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index in used:
        day = any(re.fullmatch(r"\d{4}-\d{2}-\d{2}", row[index]) for row in grid.rows)
        table.add_column(grid.columns[index], overflow="fold", no_wrap=day)
    for row in grid.rows:
        table.add_row(*(_plain(row[index]) for index in used))
    return table


def _records(grid: Grid) -> Iterator[RenderableType]:
    from rich.padding import Padding

    for key, title, *cells in grid.rows:
        yield _plain(title).append("  ").append_text(_plain(key, "dim"))
        pairs = zip(grid.columns[2:], cells, strict=True)
        texts = [_plain(f"{column}：", "dim").append_text(_plain(cell, "not dim")) for column, cell in pairs if cell]
        if texts:
            yield Padding(_plain("　").join(texts), (0, 0, 0, 4))


def _plain(text: str, style: str = "") -> Text:
    """Text shown as it is, control characters made visible."""
    from rich.text import Text

    from zugong.regulations.reports.wording import printable

    return Text(printable(" ".join(text.split("\n"))), style=style, overflow="fold")
