"""What the sender of a batch decided: which head means which column, who a row is about, whether posts are added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


NEW = "new"
"""The answer that nobody known is meant, but somebody new."""

NOT_READ = "-"
"""The answer that a sheet is not to be read."""


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """The table a sheet is, and place of a head -> column."""

    table: str
    columns: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Answers:
    """All decisions of one batch. `prefix` begins the numbers of new people."""

    prefix: str = ""
    sheets: Mapping[str, SheetAnswer] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    adds_posts: bool = False
    patterns: Mapping[str, SheetAnswer] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: Mapping[str, Any], prefix: str, patterns: Mapping[str, SheetAnswer] | None = None) -> Answers:
        """The decisions as a batch keeps them."""
        sheets = {
            key: SheetAnswer(one["table"], {int(place): column for place, column in one["columns"].items()})
            for key, one in kept.get("sheets", {}).items()
        }
        return cls(prefix, sheets, kept.get("people", {}), bool(kept.get("adds_posts")), patterns or {})
