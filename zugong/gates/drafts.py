"""What somebody wants a local value to be, before it is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from zugong.audit.canonical import plain


_DAYS = ("since", "until", "issued_on", "verified_on")


@dataclass(frozen=True, slots=True)
class LocalValueDraft:
    """The same columns as a local value; `value` as written in packs."""

    parameter: str
    value: str
    since: date
    until: date | None
    document_title: str
    document_number: str
    issued_on: date
    clause: str
    verified_on: date | None
    note: str

    def as_content(self) -> dict[str, Any]:
        """As plain data, for a proposal."""
        return dict(plain(asdict(self)))

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Back from plain data."""
        days = {name: content[name] and date.fromisoformat(content[name]) for name in _DAYS}
        return cls(**{**content, **days})
