"""What a roster holds, whichever file it goes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zugong.formats.documents.measuring import EM, width_of
from zugong.formats.documents.tables import printable


Value = str | int | date | None
_WIDEST, _NARROWEST = 16 * EM, 2 * EM
_ROOM = EM


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its share of the page's width. Without a share it is as wide as its texts need."""

    title: str
    share: float | None = None
    align: Literal["left", "center"] = "center"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: a value for each column, and the bytes of a photo when there is one."""

    values: Sequence[Value]
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own, usually a unit; without a title they stand under none."""

    title: str | None
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster ready to be laid out: texts only, the running number and the photo put first where wanted."""

    title: str
    note: str
    signature: str
    columns: Sequence[Column]
    groups: Sequence[Group]
    has_photos: bool
    is_landscape: bool

    @property
    def shares(self) -> list[float]:
        """The width of each column as a share of the whole."""
        return _shares(self)

    def heads(self, widths: Sequence[float]) -> list[str]:
        """The headings over columns of that many letters; one too long for a line is parted in the middle."""
        titles = ["序号", *(["照片"] if self.has_photos else []), *(column.title for column in self.columns)]
        return [
            title if width_of(title) <= width * EM else _parted(title)
            for title, width in zip(titles, widths, strict=True)
        ]


NUMBER, PHOTO = Column("序号", 3), Column("照片", 6.2)


def text_of(value: Value) -> str:
    """A value as it is printed: a day as `1972.04.15`, nothing for None."""
    if isinstance(value, date):
        return f"{value:%Y.%m.%d}"
    return "" if value is None else printable(str(value))


def heading_of(group: Group) -> str:
    """The heading of a group, with its count."""
    return f"{group.title}（{len(group.entries)} 人）"


def _parted(title: str) -> str:
    half = (len(title) + 1) // 2
    return f"{title[:half]}\n{title[half:]}"


def _shares(roster: Roster) -> list[float]:
    shares = [NUMBER.share, *([PHOTO.share] if roster.has_photos else [])]
    for place, column in enumerate(roster.columns):
        shares.append(column.share or _needed(roster, place) / EM)
    whole = sum(share or 0 for share in shares)
    return [(share or 0) / whole for share in shares]


def _needed(roster: Roster, place: int) -> int:
    """As wide as the longest text of the column, within reason."""
    texts = [text_of(entry.values[place]) for group in roster.groups for entry in group.entries]
    widest = max((width_of(line) for text in texts for line in text.split("\n")), default=0)
    titled = width_of(roster.columns[place].title) // (2 if len(roster.columns[place].title) > 4 else 1)
    return max(min(widest, _WIDEST), titled, _NARROWEST) + _ROOM
