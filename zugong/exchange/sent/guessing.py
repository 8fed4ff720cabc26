"""Which table a sheet is, and which column each of its heads means: names people use, then likeness of the texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

import yaml

from zugong.formats.grids import Cell, Grid, is_blank
from zugong.regulations.tables.cells import shown
from zugong.regulations.tables.header import SEARCHED
from zugong.regulations.tables.loading import OWN_REMARKS
from zugong.regulations.tables.names import normal_name
from zugong.regulations.tables.schema import TABLES


WHOSE = {"@name": "本人姓名（认人用）", "@id_number": "本人身份证号（认人用）", "@born_on": "本人出生年月（认人用）"}
"""What a row may say of its person instead of the number."""

LIKE_ENOUGH = 0.75
"""Likeness of two heads, of at most 1, from which they are taken for the same."""
LEAST_COLUMNS = 2
"""Heads of a table that must be found before a sheet is taken for that table."""
_LEFT_OUT = re.compile(r"[（(][^（）()]*[)）]|[\W_]+")
_IGNORED = frozenset({"序号", "备注", *OWN_REMARKS})


def plain_head(text: str) -> str:
    """A head as it is compared: without brackets and what is in them, blanks and punctuation."""
    return _LEFT_OUT.sub("", normal_name(text)) or normal_name(text)


@cache
def names_of(table: str) -> Mapping[str, str]:
    """Plain head -> column, the contract's own labels first."""
    known = {plain_head(name): column for column, names in _synonyms().get(table, {}).items() for name in names}
    own = {plain_head(column.label): column.name for column in TABLES[table].columns}
    return known | own | {column.name: column.name for column in TABLES[table].columns}


@cache
def _synonyms() -> Mapping[str, Mapping[str, list[str]]]:
    found: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(
        (files("zugong.exchange.sent") / "synonyms.yaml").read_text("utf-8")
    )
    return found


def guess_columns(texts: Sequence[str], table: str) -> dict[int, str]:
    """Place of a head -> column. Exact names go first; the rest by likeness, each column once."""
    names = names_of(table)
    heads = {place: plain_head(text) for place, text in enumerate(texts) if text and text.strip() not in _IGNORED}
    found: dict[int, str] = {}
    for place, head in heads.items():
        column = names.get(head)
        if column and column not in found.values():
            found[place] = column
    for place, head in heads.items():
        if place not in found and (column := _likest(head, names, set(found.values()))):
            found[place] = column
    return found


def guess_table(texts: Sequence[str]) -> str | None:
    """The table most of whose columns the heads name; of equals, the one that comes first in the contract."""
    names = {table: names_of(table) for table in TABLES}
    heads = [plain_head(text) for text in texts if text and text.strip() not in _IGNORED]
    named = {table: len({names[table][head] for head in heads if head in names[table]}) for table in TABLES}
    best = max(TABLES, key=lambda table: named[table])
    return best if named[best] >= LEAST_COLUMNS else None


def find_heads(grid: Grid, table: str | None = None) -> tuple[int, str | None, list[str]]:
    """Row of the heads counted from 1, the table they speak of, and the heads. Row 0 when there are none."""
    best: tuple[int, int, str | None, list[str]] = (0, 0, None, [])
    for index, row in enumerate(grid.rows[:SEARCHED]):
        texts = heads_of(row)
        meant = table or guess_table(texts)
        merit = len(guess_columns(texts, meant)) if meant else 0
        if merit > best[0]:
            best = merit, index + 1, meant, texts
    return best[1:] if best[0] >= LEAST_COLUMNS or table else (0, None, [])


def heads_of(row: Sequence[Cell]) -> list[str]:
    """The texts of a row of heads, each on one line."""
    return ["" if is_blank(cell) else " ".join(shown(cell).split()) for cell in row]


def _likest(head: str, names: Mapping[str, str], taken: set[str]) -> str | None:
    free = [
        (SequenceMatcher(None, head, name).ratio(), column) for name, column in names.items() if column not in taken
    ]
    likeness, column = max(free, default=(0.0, ""))
    return column if likeness >= LIKE_ENOUGH else None
