"""Writes a plan into the database through the recorded door, some hundred rows to an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from zugong.audit.actors import Actor
from zugong.audit.recorded import RecordedModel
from zugong.audit.recording import Change, recording
from zugong.core.clock import today
from zugong.exchange.columns import StoredColumn, stored_columns
from zugong.exchange.derived import derive
from zugong.exchange.homes import find_homes
from zugong.exchange.levels import count_levels, on_level
from zugong.exchange.merging import CHANGED, Merge
from zugong.exchange.paths import add_below, set_paths_right
from zugong.exchange.stored import PK
from zugong.formats.columnar import quoted
from zugong.organizations.models import Organization
from zugong.organizations.tree import lock_tree
from zugong.people.models import Person
from zugong.regulations.tables.schema import TABLES
from zugong.regulations.tables.staging import ROW


ROWS_PER_ENTRY = 500
VERB = "exchange.rows.loaded"

Rows = list[tuple[Any, ...]]


@dataclass
class Writer:
    """Writes the good rows of a merge in one transaction; every entry is about the row `on`.

    `written` is told how many rows are done.
    """

    merge: Merge
    by: Actor
    on: RecordedModel
    tell: Callable[[str], None]
    homes: dict[str, str] = field(default_factory=dict)  # person number -> organization number
    first_home: Organization | None = None
    written: Callable[[int], None] = lambda rows: None
    _done: int = 0
    _keys: dict[str, dict[str, int]] = field(default_factory=dict)  # table -> number -> key of the row

    def write(self) -> None:
        """Write every table, then move the people whose home the data decide."""
        with transaction.atomic():
            if "organizations" in self.merge.tables:
                lock_tree()
            self.homes = find_homes(self.merge, today())
            for table in self.merge.tables:
                self._write(table)
            self._move_home()

    def entry(self) -> AbstractContextManager[Change]:
        """One entry's worth of writing."""
        return recording(self.by, VERB, self.on)

    def key_of(self, table: str, number: str | None) -> int | None:
        """The key of the row with that number, stored before or written just now."""
        return None if number is None else self._known(table)[number]

    def _write(self, table: str) -> None:
        self.tell(f"写入 {TABLES[table].label}")
        if table == "people":
            self.first_home = self.merge.reach.first_home()
        columns = stored_columns(self.merge.source(table))
        for level in range(count_levels(self.merge, table)):
            for rows in self._batches(table, columns, f"{PK} IS NULL AND {on_level(table, level)}"):
                self._add(table, columns, rows)
        given = set(self.merge.given(table)) - set(TABLES[table].key)
        columns = [column for column in columns if column.name in given]
        for rows in self._batches(table, columns, CHANGED):
            self._change(table, columns, rows)
        if table == "organizations":
            set_paths_right(self.entry, ROWS_PER_ENTRY)

    def _add(self, table: str, columns: Sequence[StoredColumn], rows: Rows) -> None:
        source = self.merge.source(table)
        made = [self._filled(source.model(), table, columns, values) for _, *values in rows]
        with self.entry() as change:
            if table == "organizations":
                add_below(change, made)
            else:
                change.add_many(made)
        if len(TABLES[table].key) == 1 and not columns[0].target:
            self._known(table).update({getattr(row, columns[0].path): row.pk for row in made})

    def _change(self, table: str, columns: Sequence[StoredColumn], rows: Rows) -> None:
        stored = self.merge.source(table).model.objects.in_bulk([pk for pk, *_ in rows])
        with self.entry() as change:
            for pk, *values in rows:
                change.save(self._filled(stored[pk], table, columns, values))

    def _filled(self, row: Any, table: str, columns: Sequence[StoredColumn], values: Sequence[Any]) -> Any:
        for column, value in zip(columns, values, strict=True):
            if column.target:
                setattr(row, column.field.attname, self.key_of(column.target, value))
            else:
                setattr(row, column.path, column.as_stored(value))
        derive(self, table, row)
        return row

    def _move_home(self) -> None:
        """Stored people whose post or branch these data change go where they are managed now."""
        numbers = list(self.homes)
        for start in range(0, len(numbers), ROWS_PER_ENTRY):
            with self.entry() as change:
                for person in Person.objects.filter(code__in=numbers[start : start + ROWS_PER_ENTRY]):
                    home = self.key_of("organizations", self.homes[person.code])
                    if person.home_id != home:
                        person.home_id = home
                        change.save(person)

    def _known(self, table: str) -> dict[str, int]:
        if table not in self._keys:
            column = quoted(TABLES[table].key[0])
            rows = self.merge.connection.execute(f"SELECT {column}, {PK} FROM stored.{table}").fetchall()
            self._keys[table] = dict(rows)
        return self._keys[table]

    def _batches(self, table: str, columns: Sequence[StoredColumn], where: str) -> Iterator[Rows]:
        listed = ", ".join([PK, *(quoted(column.name) for column in columns)])
        rows = self.merge.connection.cursor().execute(
            f"SELECT {listed} FROM merged.{table} WHERE {where} ORDER BY {ROW}"
        )
        while batch := rows.fetchmany(ROWS_PER_ENTRY):
            yield batch
            self._done += len(batch)
            self.written(self._done)
