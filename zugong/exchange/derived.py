"""Values no file carries: pinyin and strokes that lists are ordered by, and where a new person is managed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zugong.core.pinyin import pinyin_key_of_title
from zugong.people.naming import settle_names


if TYPE_CHECKING:
    from zugong.exchange.writing import Writer


def derive(writer: Writer, table: str, row: Any) -> None:
    """Fill in what follows from the row's other values."""
    if table == "organizations":
        row.pinyin = pinyin_key_of_title(row.name)
    elif table == "people":
        settle_names(row)
        if row.pk is None and row.home_id is None:
            home = writer.key_of("organizations", writer.homes.pop(row.code, None))
            row.home_id = home or (writer.first_home.pk if writer.first_home else None)
