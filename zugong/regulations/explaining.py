"""Explains findings of one subject: the parameters of its day, the rows that were counted, the comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from zugong.core.outcomes import Outcome
from zugong.regulations import inputs
from zugong.regulations.book import CompiledRule
from zugong.regulations.checking import InputRefused, Progress, Question, Silent, UnknownRule, chosen_rules, judge
from zugong.regulations.findings import Check
from zugong.regulations.law.model import Law
from zugong.regulations.loading import load_law
from zugong.regulations.reports.explain import AppliedParameter, CountedRows, Explanation
from zugong.regulations.tables.schema import MILLIONTHS, TABLES, Column, Kind


if TYPE_CHECKING:
    import duckdb


class NoFinding(Exception):
    """The rule says nothing about that subject in that run."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose findings are explained; without `period` those not in order, or all when all are."""

    rule: str
    identifier: str
    period: str | None = None


def explain(path: Path, subject: Subject, question: Question, progress: Progress | None = None) -> list[Explanation]:
    """Explanations of the subject's findings under one rule.

    Raises UnknownRule, NoFinding, BadDataset, InputRefused, BadPack.
    """
    from zugong.regulations.tables.reading import read_dataset

    progress = progress or Silent()
    question = replace(question, patterns=(subject.rule,), listed=tuple(Outcome), engine="duckdb")
    law = load_law(question.packs)
    book = chosen_rules(law, question, progress)
    if subject.rule not in book:
        raise UnknownRule(subject.rule)
    reading = read_dataset(path, progress=progress.stage)
    if reading.problems:
        raise InputRefused(reading)
    check = judge(path.name, reading, law, book, question, progress)
    rule = book[subject.rule]
    return [_explanation(reading.connection, check, law, rule, finding) for finding in _chosen(check, subject)]


def _chosen(check: Check, subject: Subject) -> list[dict[str, str]]:
    rows = check.findings.filter(pc.equal(check.findings["subject_id"], subject.identifier)).to_pylist()
    if subject.period is not None:
        rows = [row for row in rows if row["period"] == subject.period]
    if not rows:
        raise NoFinding(subject.identifier)
    open_rows = [row for row in rows if row["outcome"] in {"fail", "unknown"}]
    return open_rows or rows


def _explanation(
    connection: duckdb.DuckDBPyConnection, check: Check, law: Law, rule: CompiledRule, finding: dict[str, str]
) -> Explanation:
    return Explanation(
        card=check.cards[rule.key],
        finding=finding,
        parameters=list(_parameters(law, rule, finding)),
        counted=[_counted(connection, table, sql, finding) for table, sql in rule.counted.items()],
        subject_name=check.names.get((finding["subject_kind"], finding["subject_id"]), ""),
        remedies=[f"补填或核实：{part}" for part in finding["reason"].split("；") if part],
    )


def _parameters(law: Law, rule: CompiledRule, finding: dict[str, str]) -> Iterator[AppliedParameter]:
    """The values that were applied: those of the span of days the finding's citation and first day belong to."""
    rows = inputs.law_rows(law, rule.parameters)
    applied = (finding["citation"], finding["since"])
    day: date = next(row["law_since"] for row in rows if (row["law_citation"], row["law_applied_since"]) == applied)
    for key in rule.parameters:
        parameter = law.parameter(key)
        value = parameter.on(day)
        if value is None:
            continue
        since = value.since.isoformat() if value.since else ""
        verified = not law.unconfirmed_value(value)
        label = law.cite_label(value.cites)
        yield AppliedParameter(parameter.title, parameter.show(value), since, label, value.confidence, verified)


def _counted(connection: duckdb.DuckDBPyConnection, name: str, sql: str, finding: dict[str, str]) -> CountedRows:
    table = TABLES[name]
    rows = connection.execute(
        f"SELECT * FROM ({sql}) WHERE subject_id = ? AND period = ?", [finding["subject_id"], finding["period"]]
    ).to_arrow_table()
    columns = [column for column in table.columns if column.name in rows.column_names]
    columns = [column for column in columns if rows[column.name].null_count < rows.num_rows or column.required]
    cells = [[shown(column, row[column.name]) for column in columns] for row in rows.to_pylist()]
    return CountedRows(table.label, [column.label for column in columns], sorted(cells, key=str))


def shown(column: Column, value: Any) -> str | Decimal:
    """A cell as people read it; amounts stay numbers, so that they can be added up."""
    if value is None:
        return ""
    if column.kind is Kind.AMOUNT:
        return (Decimal(value) / MILLIONTHS).normalize() + 0
    if column.kind is Kind.FLAG:
        return "是" if value else "否"
    return column.codes.get(str(value), str(value))
