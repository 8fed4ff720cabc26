"""Why a finding says what it says: the values of the law that were applied, and the rows that were counted.

Only the rows around the subject are read again, and only the rule's own count is run over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from zugong.compliance.around import rows_around
from zugong.compliance.models import Finding, Run, RunKind
from zugong.core.dates import PeriodKind, period_of
from zugong.gates.law import live_book, live_law
from zugong.gates.reading import read_live
from zugong.regulations import inputs
from zugong.regulations.book import CompiledRule, short_units
from zugong.regulations.engines.prepare import add_arrow, add_table
from zugong.regulations.explaining import shown
from zugong.regulations.law.model import Law
from zugong.regulations.storage import DERIVED, contract_schema, law_schema, law_table_name
from zugong.regulations.tables.schema import TABLES


if TYPE_CHECKING:
    import duckdb

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Applied:
    """One value of the law: its title, what it says, since when, where it stands, whether that is confirmed."""

    title: str
    value: str
    since: str
    citation: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows of one table that were counted; `more` that are not shown."""

    label: str
    heads: list[str]
    rows: list[list[Any]]
    more: int


@dataclass(frozen=True, slots=True)
class Why:
    """A finding explained."""

    rule: CompiledRule
    citation: str
    confirmed: bool
    applied: list[Applied]
    counted: list[Counted]


def explain(finding: Finding) -> Why | None:
    """Why a finding says what it says; None when the rule or its law is no longer there."""
    rule, law = live_book().get(finding.rule), live_law()
    if rule is None or finding.citation.partition("#")[0] not in law.sources:
        return None
    return Why(
        rule,
        law.cite_label(finding.citation),
        not law.unconfirmed(finding.citation),
        applied(law, rule, finding),
        _counted(finding, rule, law),
    )


def applied(law: Law, rule: CompiledRule, finding: Finding) -> list[Applied]:
    """The values of the span of days the finding's citation and first day belong to."""
    rows = inputs.law_rows(law, rule.parameters)
    same = (
        row for row in rows if (row["law_citation"], row["law_applied_since"]) == (finding.citation, finding.since)
    )
    row = next(same, None)
    if row is None:
        return []
    held = ((law.parameter(key), law.parameter(key).on(row["law_since"])) for key in rule.parameters)
    return [
        Applied(
            parameter.title,
            parameter.show(value),
            value.since.isoformat() if value.since else "",
            law.cite_label(value.cites),
            not law.unconfirmed_value(value),
        )
        for parameter, value in held
        if value is not None
    ]


def _counted(finding: Finding, rule: CompiledRule, law: Law) -> list[Counted]:
    needed = frozenset(re.findall(r'"(\w+)"', " ".join(rule.counted.values())))
    around = rows_around(finding)
    reading = read_live({table: where for table, where in around.items() if table in needed})
    with reading.connection as engine:
        for table in (needed & TABLES.keys()) - reading.present:
            add_table(engine, table, [], contract_schema(TABLES[table]))
        for table, rows in _derived(finding, needed):
            add_table(engine, table, rows, DERIVED[table])
        if "workday_calendar" in needed:
            own = dict(engine.execute('SELECT "date", is_workday FROM workdays').fetchall())
            days = inputs.workday_columns({**inputs.shipped_workdays(), **own})
            add_arrow(engine, "workday_calendar", inputs.arrow_columns(days, DERIVED["workday_calendar"]))
        law_table = law_table_name(rule.key)
        add_table(engine, law_table, inputs.law_rows(law, rule.parameters), law_schema(short_units(rule.units)))
        return [_rows(engine, table, sql, finding) for table, sql in rule.counted.items()]


def _derived(finding: Finding, needed: frozenset[str]) -> Iterator[tuple[str, inputs.Rows]]:
    """The derived tables of the run and its periods, as far as the count names them; no rule counts leaves."""
    as_of = judged_until(finding.run)
    periods = inputs.period_rows(as_of, finding.run.since)
    yield "run", [inputs.run_row(as_of, finding.run.since, TABLES)]
    yield "periods", periods
    if "period_days" in needed:
        yield "period_days", inputs.period_day_rows(periods)


def judged_until(run: Run) -> date:
    """The day judged; for periods that are not over, the last day of their year."""
    return period_of(PeriodKind.YEAR, run.as_of).last_day if run.kind == RunKind.OPEN else run.as_of


def _rows(engine: duckdb.DuckDBPyConnection, name: str, sql: str, finding: Finding) -> Counted:
    table = TABLES[name]
    found = engine.execute(
        f"SELECT * FROM ({sql}) WHERE subject_id = ? AND period = ?", [finding.subject_id, finding.period]
    ).to_arrow_table()
    columns = [column for column in table.columns if column.name in found.column_names]
    columns = [column for column in columns if found[column.name].null_count < found.num_rows]
    cells = sorted(([shown(column, row[column.name]) for column in columns] for row in found.to_pylist()), key=str)
    return Counted(table.label, [column.label for column in columns], cells[:MOST_ROWS], len(cells[MOST_ROWS:]))
