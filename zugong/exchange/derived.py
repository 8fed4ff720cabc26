"""Values no file carries: the pinyin that look-ups use, and where a new person is managed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zugong.core.pinyin import pinyin_key, pinyin_key_of_title


if TYPE_CHECKING:
    from zugong.exchange.writing import Writer


def derive(writer: Writer, table: str, row: Any) -> None:
    """Fill in what follows from the row's other values."""
    if table == "organizations":
        row.pinyin = pinyin_key_of_title(row.name)
    elif table == "people":
        row.pinyin = pinyin_key(row.name)
        if row.pk is None and row.home_id is None:
            home = writer.key_of("organizations", writer.homes.pop(row.code, None))
            row.home_id = home or (writer.first_home.pk if writer.first_home else None)
