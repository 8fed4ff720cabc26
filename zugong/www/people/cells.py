"""What stands in the columns of a list of people, on screen and on paper: one function a column, as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from zugong.regulations.tables.schema import LEVELS


Row = Mapping[str, Any]


def _month(day: date | None) -> str:
    return f"{day:%Y-%m}" if day else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _posts(row: Row) -> str:
    return row["person"].current_post or "、".join(tenure.post for tenure in row["posts"])


def _level(row: Row) -> str:
    held = [tenure.level for tenure in row["posts"] if tenure.level]
    return LEVELS[max(held, key=list(LEVELS).index)] if held else ""


def _in_post_since(row: Row) -> str:
    return _month(min((tenure.since for tenure in row["posts"]), default=None))


CELLS: Mapping[str, Callable[[Row], str]] = {
    "code": lambda row: row["person"].code,
    "sex": lambda row: row["person"].sex,
    "ethnicity": lambda row: row["person"].ethnicity,
    "born_on": lambda row: _month(row["person"].born_on),
    "age": lambda row: "" if row["age"] is None else str(row["age"]),
    "native_place": lambda row: row["person"].native_place,
    "birthplace": lambda row: row["person"].birthplace,
    "education": lambda row: row["person"].get_education_display() or "",
    "post": _posts,
    "level": _level,
    "in_post_since": _in_post_since,
    "rank": lambda row: row["rank"],
    "home": lambda row: row["person"].home.name if row["person"].home else "",
    "branch": lambda row: "、".join(member.organization.name for member in row["branches"]),
    "status": lambda row: "、".join(member.get_status_display() for member in row["branches"]),
    "party_joined_on": lambda row: _month(row["person"].party_joined_on),
    "work_started_on": lambda row: _month(row["person"].work_started_on),
    "technical_title": lambda row: row["person"].technical_title,
    "specialty": lambda row: row["person"].specialty,
}
"""Key of a column -> its text for a row of `fill`; empty for what is not known."""


def cells_of(row: Row, keys: list[str]) -> list[str]:
    """The texts of these columns."""
    return [CELLS[key](row) for key in keys]
