"""Contract columns and the model fields behind them: how a value passes from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models

from zugong.gates.sources import ContractSource
from zugong.regulations.tables.copying import as_text
from zugong.regulations.tables.schema import MILLIONTHS, TABLES, Column, Kind


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A contract column, the path it is read by, the field it is written to."""

    column: Column
    path: str
    field: models.Field[Any, Any]
    target: str  # contract table a foreign key points to, else empty

    @property
    def name(self) -> str:
        """The identifier of the contract column."""
        return self.column.name

    @property
    def longest(self) -> int | None:
        """Characters the field holds; None where it is no text of its own."""
        return None if self.target else getattr(self.field, "max_length", None)

    def as_text(self, value: Any) -> str:
        """The stored value as the engine reads it; missing is the empty text."""
        if isinstance(value, Decimal):
            return str(int(value * MILLIONTHS))
        return as_text(value)

    def as_stored(self, value: Any) -> Any:
        """The contract value as the field keeps it."""
        if value is None:
            return None if self.field.null else ""
        return Decimal(value) / MILLIONTHS if self.column.kind is Kind.AMOUNT else value


def stored_columns(source: ContractSource) -> list[StoredColumn]:
    """The columns of a table in the order of the contract."""
    table = TABLES[source.table]
    targets = {reference.column: reference.table for reference in table.references}
    found = []
    for column in table.columns:
        path = source.columns[column.name]
        field: Any = source.model._meta.get_field(path.split("__")[0])
        found.append(StoredColumn(column, path, field, targets[column.name] if field.is_relation else ""))
    return found
