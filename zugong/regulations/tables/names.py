"""Finding tables and columns by the names people give them: the identifier or the Chinese label."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from zugong.formats.grids import BLANKS
from zugong.regulations.tables.schema import TABLES


_NO_BLANKS = dict.fromkeys(map(ord, BLANKS))


def normal_name(text: str) -> str:
    """A name as it is compared: composed characters, no blanks anywhere, lower case."""
    return unicodedata.normalize("NFC", text).translate(_NO_BLANKS).lower()


@lru_cache(maxsize=1)
def _table_names() -> Mapping[str, str]:
    return {table.label: table.name for table in TABLES.values()} | {name: name for name in TABLES}


def table_named(text: str) -> str | None:
    """Identifier of the contract table that a file stem or sheet name means, if any."""
    return _table_names().get(normal_name(text))


@lru_cache(maxsize=32)
def column_names(table: str) -> Mapping[str, str]:
    """Column identifier by every accepted name, as `normal_name` gives them."""
    columns = TABLES[table].columns
    return {column.label: column.name for column in columns} | {column.name: column.name for column in columns}
