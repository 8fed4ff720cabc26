"""Rosters (花名册) and short lists (名册), as Word documents or workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from zugong.formats.documents.listing import Column, Entry, Group, Roster, Value
from zugong.formats.documents.roster_pages import write_pages
from zugong.formats.documents.roster_sheets import write_sheet
from zugong.formats.documents.saving import Target


Kind = Literal["docx", "xlsx"]
SIGNATURE = "制表人：　　　　　　　　审核人：　　　　　　　　　　　　年　　月　　日"
SHORT_LIST = (
    Column("姓名", 5),
    Column("性别", 3),
    Column("出生年月", 5.2),
    Column("民族", 4),
    Column("学历", 5.2),
    Column("入党时间", 5.2),
    Column("参加工作时间", 5.2),
    Column("现任职务", 12.8, "left"),
)
"""The columns of 名册, in the order of formal lists; together as wide as an upright page holds letters."""


def write_roster(
    columns: Sequence[Column],
    groups: Sequence[Group],
    target: Target,
    *,
    title: str,
    note: str = "",
    signature: str = SIGNATURE,
    photos: bool = False,
    landscape: bool = True,
    kind: Kind | None = None,
) -> None:
    """Write 干部花名册 to a path or an open binary file: numbered through, each group under a heading with its count.

    `note` stands below the title (unit, day, order). `kind`: left out, the path's suffix says it, and a stream gets a
    .docx. Photos that cannot be read raise Unopenable; a row that is shorter or longer than the columns, ValueError.
    """
    for group in groups:
        for entry in group.entries:
            if len(entry.values) != len(columns):
                raise ValueError(f"{len(entry.values)} values for {len(columns)} columns")
    roster = Roster(title, note, signature, columns, groups, photos, landscape)
    (write_sheet if (kind or _suffix(target)) == "xlsx" else write_pages)(roster, target)


def write_short_list(
    rows: Sequence[Sequence[Value]],
    target: Target,
    *,
    title: str = "干部名册",
    order: str = "以姓氏笔画为序",
    signature: str = "",
    kind: Kind | None = None,
) -> None:
    """Write 名册 of SHORT_LIST's columns, upright, in the order of the rows; `order` is told below the title."""
    entries = [Entry(row) for row in rows]
    write_roster(
        SHORT_LIST,
        [Group(None, entries)],
        target,
        title=title,
        note=f"（共 {len(rows)} 人{f'，{order}' if order else ''}）",
        signature=signature,
        landscape=False,
        kind=kind,
    )


def _suffix(target: Target) -> str:
    return target.suffix.lower().removeprefix(".") if isinstance(target, Path) else "docx"
