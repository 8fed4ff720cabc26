"""A roster as a file: Word or a workbook, as the writers of documents lay it out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from zugong.evidence.keeping import Damaged, content_of
from zugong.formats.documents.listing import Column, Entry, Group
from zugong.formats.documents.rosters import Kind, write_roster
from zugong.people.models import Person
from zugong.www.people.roster_design import LEFT, Roster


UPRIGHT_COLUMNS = 7
"""How many columns besides number and name an upright page holds."""


def written_roster(roster: Roster, kind: Kind, *, today: date) -> bytes:
    """The bytes of the file; a photo that is damaged is left out."""
    columns = [
        Column("姓名"),
        *(
            Column(head, align="left" if key in LEFT else "center")
            for key, head in zip(roster.keys, roster.heads, strict=True)
        ),
    ]
    groups = [Group(name or None, [_entry(roster, row) for row in rows]) for name, rows in roster.groups]
    written = BytesIO()
    write_roster(
        columns,
        groups,
        written,
        title=roster.title,
        note=f"（共 {roster.count} 人，{roster.order}，{today.isoformat()}）",
        photos=roster.photos,
        landscape=len(roster.keys) > UPRIGHT_COLUMNS or roster.photos,
        kind=kind,
    )
    return written.getvalue()


def _entry(roster: Roster, row: Mapping[str, Any]) -> Entry:
    return Entry([row["person"].name, *row["cells"]], _photo(row["person"]) if roster.photos else None)


def _photo(person: Person) -> bytes | None:
    if person.photo is None:
        return None
    try:
        return content_of(person.photo)
    except Damaged:
        return None
