"""Faults that show only between rows: repeated keys, broken references, wrong order of days, overlaps, cycles.

Rows with an unreadable cell take no part in the checks of that cell.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from zugong.formats.columnar import quoted
from zugong.regulations.tables.copying import copy_numbers
from zugong.regulations.tables.cycles import find_cycles
from zugong.regulations.tables.schema import TABLES, Kind, Reference, Table
from zugong.regulations.tables.staging import ROW, Ledger, Staged


KEYS_PER_PASS = 20_000_000
"""Rows whose keys are compared at once; bigger tables are compared part by part, to bound memory."""


class CrossChecks:
    """All checks between rows of the staged tables; faults go into the ledger."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        staged: Mapping[str, Staged],
        ledger: Ledger,
        *,
        references: bool = True,
    ) -> None:
        self._references = references
        self._connection = connection
        self._staged = staged
        self._ledger = ledger
        self._cells = {name: dict(ledger.spoilt.get(name, {})) for name in staged}
        for name, spoilt in self._cells.items():
            for column, rows in spoilt.items():
                copy_numbers(connection, f"staging.{quoted(f'{name}.{column}')}", ROW, rows)

    def run(self) -> None:
        """Check every table."""
        for name, staged in self._staged.items():
            table = TABLES[name]
            self._keys(table, staged)
            for reference in table.references if self._references else ():
                self._reference(table, staged, reference)
            self._order(table, staged)
        self._overlaps()
        for name in ("organizations", "indicators"):
            if name in self._staged:
                self._cycles(TABLES[name], self._staged[name])

    def _rows(self, staged: Staged, *columns: str) -> str:
        """The rows whose cells in these columns could be read, as an SQL relation."""
        name = staged.place.table.name
        spoilt = [column for column in columns if self._cells[name].get(column)]
        bad = " UNION ALL ".join(f"SELECT {ROW} FROM staging.{quoted(f'{name}.{column}')}" for column in spoilt)
        return f"(SELECT * FROM {staged.relation} WHERE {ROW} NOT IN ({bad}))" if bad else staged.relation

    def _ascends(self, table: Table, source: str) -> bool:
        """Whether each key is greater than the one before, which one pass can tell and which rules out repetition."""
        key = quoted(table.key[0])
        before = f"SELECT {key} AS key, lag({key}) OVER () AS before FROM {source} WHERE {key} IS NOT NULL"
        stays = self._connection.execute(f"SELECT 1 FROM ({before}) WHERE key <= before LIMIT 1").fetchone()
        return stays is None

    def _keys(self, table: Table, staged: Staged) -> None:
        keys = [quoted(name) for name in table.key]
        listed = ", ".join(keys)
        source = self._rows(staged, *table.key)
        if staged.view and len(keys) == 1 and self._ascends(table, source):
            return
        same = " AND ".join(f"row.{key} IS NOT DISTINCT FROM twice.{key}" for key in keys)
        passes = staged.rows // KEYS_PER_PASS + 1
        for part in range(passes):
            mine = f"WHERE hash({listed}) % {passes} = {part}" if passes > 1 else ""
            repeated = self._connection.execute(
                f"WITH twice AS (SELECT {listed}, min({ROW}) AS first FROM {source} {mine}"
                f" GROUP BY {listed} HAVING count(*) > 1)"
                f" SELECT row.{ROW}, twice.first, {', '.join(f'row.{key}' for key in keys)}"
                f" FROM {source} AS row JOIN twice ON {same} WHERE row.{ROW} > twice.first"
            ).fetchall()
            for row, first, *values in repeated:
                value = " / ".join(_shown(table, column, cell) for column, cell in zip(table.key, values, strict=True))
                reason = f"与{staged.place.row_word.format(first)}重复"
                self._ledger.refuse_cell(staged.place, row, table.key, value, reason, "请删去重复的一行，或改正编号")

    def _reference(self, table: Table, staged: Staged, reference: Reference) -> None:
        target = self._staged.get(reference.table)
        if target is None:
            return
        column, goal = quoted(reference.column), quoted(reference.target)
        source = self._rows(staged, reference.column)
        broken = self._connection.execute(
            f"SELECT {ROW}, {column} FROM {source} AS row WHERE {column} IS NOT NULL"
            f" AND NOT EXISTS (SELECT 1 FROM {target.relation} AS goal WHERE goal.{goal} = row.{column})"
        ).fetchall()
        label = target.place.table.label
        for row, value in broken:
            remedy = f"请核对编号，或在“{label}”表中补上这一行"
            self._ledger.refuse_cell(
                staged.place, row, (reference.column,), value, f"“{label}”表中没有这个编号", remedy
            )
        if reference.same:
            self._same(staged, target, reference)

    def _same(self, staged: Staged, target: Staged, reference: Reference) -> None:
        """The row pointed to must agree in one more column."""
        column, goal, same = quoted(reference.column), quoted(reference.target), quoted(str(reference.same))
        source = self._rows(staged, reference.column, str(reference.same))
        table = staged.place.table
        differing = self._connection.execute(
            f"SELECT row.{ROW}, row.{column}, min(goal.{same}) FROM {source} AS row"
            f" JOIN {self._rows(target, reference.target, str(reference.same))} AS goal ON goal.{goal} = row.{column}"
            f" GROUP BY row.{ROW}, row.{column}, row.{same}"
            f" HAVING count(*) FILTER (goal.{same} IS NOT DISTINCT FROM row.{same}) = 0"
        ).fetchall()
        for row, value, other in differing:
            label = table.column(str(reference.same)).label
            reason = f"所指的那一行“{label}”不同（{_shown(table, str(reference.same), other)}）"
            self._ledger.refuse_cell(
                staged.place, row, (reference.column,), value, reason, f"请改为同一{label}内的编号"
            )

    def _order(self, table: Table, staged: Staged) -> None:
        """A last day, or the first day after the end, before the start. (On the start day an interval is empty.)"""
        for start, end in filter(None, (table.interval, table.last_day)):
            wrong = self._connection.execute(
                f"SELECT {ROW}, {quoted(start)}, {quoted(end)} FROM {self._rows(staged, start, end)}"
                f" WHERE {quoted(end)} < {quoted(start)}"
            ).fetchall()
            for row, first, last in wrong:
                reason = f"早于“{staged.place.header(start)}”（{first}）"
                self._ledger.refuse_cell(staged.place, row, (end,), str(last), reason, "请核对两个日期")

    def _overlaps(self) -> None:
        """Two quotas of one organization and level in force on one day. Equal keys are reported as such."""
        staged = self._staged.get("post_quotas")
        if staged is None:
            return
        source = self._rows(staged, "organization_id", "level", "since", "until")
        overlapping = self._connection.execute(
            f"WITH quota AS (SELECT * FROM {source} WHERE since IS NULL OR until IS NULL OR since < until)"
            f" SELECT later.{ROW}, min(sooner.{ROW}), later.since, later.until FROM quota AS later"
            f" JOIN quota AS sooner ON later.organization_id = sooner.organization_id AND later.level = sooner.level"
            f" AND sooner.{ROW} < later.{ROW} AND later.since IS DISTINCT FROM sooner.since"
            " AND (sooner.until IS NULL OR later.since IS NULL OR later.since < sooner.until)"
            " AND (later.until IS NULL OR sooner.since IS NULL OR sooner.since < later.until) GROUP BY ALL"
        ).fetchall()
        for row, other, since, until in overlapping:
            value = f"{since or ''} 至 {until or ''}".strip()
            reason = f"与{staged.place.row_word.format(other)}同一单位、同一层次的职数起止重叠"
            self._ledger.refuse_cell(
                staged.place, row, ("since", "until"), value, reason, "请让前一条的“止”不晚于后一条的“起”"
            )

    def _cycles(self, table: Table, staged: Staged) -> None:
        key = table.key[0]
        source = self._rows(staged, key, "parent_id")
        for row, chain in find_cycles(self._connection, source, quoted(key)):
            reason = f"上级关系成环（{' → '.join(chain)}）"
            self._ledger.refuse_cell(staged.place, row, ("parent_id",), chain[1], reason, "请改正其中一个上级编号")


def _shown(table: Table, name: str, value: object) -> str:
    """A canonical value as people know it."""
    column = table.column(name)
    if value is None:
        return "（空）"
    return column.codes.get(str(value), str(value)) if column.kind is Kind.CODE else str(value)
