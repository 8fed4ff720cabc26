"""What the pages of this journey show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import CharField, Count, Value

from zugong.core.clock import CHINA
from zugong.exchange.folders import PREVIEW, PROBLEMS, REMARKS, UNDONE, batch_folder
from zugong.exchange.models import ColumnPattern, ImportBatch
from zugong.exchange.rights import loaders_of
from zugong.exchange.sent.answers import Answers, SheetAnswer
from zugong.exchange.taking_out import may_take, needs_sealed_columns, sealed_columns, visible_rows
from zugong.organizations.scope import roles_of
from zugong.people.opening import OPENERS
from zugong.regulations.tables.schema import TABLES


@dataclass(frozen=True, slots=True)
class OfferedTable:
    """A table the account may load or take out; `rows` is None where it may not look."""

    name: str
    label: str
    rows: int | None
    may_load: bool
    sealed: str = ""  # labels of columns that leave for a reason only
    needs_reason: bool = False  # a file without those columns says nothing

    @property
    def may_take(self) -> bool:
        """Whether the account may take it out."""
        return self.rows is not None


def offered_tables(user: Any) -> list[OfferedTable]:
    """The tables an account has to do with, in the order of the contract, with the rows it sees. One query."""
    roles = roles_of(user)
    seen = [name for name in TABLES if may_take(user, name)]
    loaded = {name for name in TABLES if loaders_of(name) & roles}
    counts = _counts(user, seen)
    return [
        _offered(name, counts[name] if name in seen else None, name in loaded, bool(roles & OPENERS))
        for name in TABLES
        if name in seen or name in loaded
    ]


def _offered(name: str, rows: int | None, may_load: bool, may_open: bool) -> OfferedTable:
    sealed = [column.column.label for column in sealed_columns(name)] if may_open else []
    return OfferedTable(
        name, TABLES[name].label, rows, may_load, "、".join(sealed), bool(sealed) and needs_sealed_columns(name)
    )


def load_preview(batch: ImportBatch) -> dict[str, Any] | None:
    """What the check of a batch found; None while there is none, or no longer."""
    try:
        found: dict[str, Any] = json.loads((batch_folder(batch.folder) / PREVIEW).read_text("utf-8"))
    except OSError:
        return None
    folder = batch_folder(batch.folder)
    found["has_book"] = (folder / PROBLEMS).exists()
    found["remarks"] = _listed(folder / REMARKS)
    found["left"] = _listed(folder / UNDONE)
    return found


def _listed(path: Path) -> list[Any]:
    try:
        found: list[Any] = json.loads(path.read_text("utf-8"))
    except OSError:
        return []
    return found


def answers_of(batch: ImportBatch) -> Answers:
    """What the sender decided about a batch, with the patterns saved before."""
    rows = ColumnPattern.objects.filter(owner=batch.user).order_by("pk").values_list("heads", "table", "columns")
    patterns = {
        "|".join(heads): SheetAnswer(table, {int(place): column for place, column in columns.items()})
        for heads, table, columns in rows
    }
    prefix = new_prefix(batch.received_at.astimezone(CHINA).date(), batch.pk)
    return Answers.read(batch.answers, prefix, patterns)


def new_prefix(day: date, batch: int) -> str:
    """How the numbers of new people begin: day and batch, `20261124-12-`; five digits follow."""
    return f"{day:%Y%m%d}-{batch}-"


def _counts(user: Any, names: list[str]) -> dict[str, int]:
    parts = [
        visible_rows(user, name)
        .order_by()
        .annotate(table=Value(name, output_field=CharField()))
        .values("table")
        .annotate(rows=Count("pk"))
        .values_list("table", "rows")
        for name in names
    ]
    if not parts:
        return {}
    found = dict(parts[0].union(*parts[1:], all=True)) if len(parts) > 1 else dict(parts[0])
    return {name: found.get(name, 0) for name in names}
