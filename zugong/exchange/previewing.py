"""What a plan would do, as plain data for a page: numbers, first rows, faults, remarks."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from zugong.exchange.merging import CHANGED, Merge
from zugong.exchange.planning import Counts, Plan
from zugong.exchange.sent.guessing import WHOSE
from zugong.exchange.sent.mapped import Mapped
from zugong.exchange.sent.sheets import Sheet
from zugong.exchange.stored import PK
from zugong.formats.columnar import quoted
from zugong.people.sealed import SealedTextField
from zugong.regulations.tables.problems import Problem
from zugong.regulations.tables.schema import MILLIONTHS, TABLES, Column, Kind
from zugong.regulations.tables.staging import ROW


FIRST_ROWS = 10
FIRST_PROBLEMS = 100
MOST_FORMS = 2_000
MASKED = "（原值遮住）"


def preview(plan: Plan) -> dict[str, Any]:
    """Everything a page shows of a plan. Rows are those of the user's own files; of stored rows only what changes."""
    problems = plan.problems
    return {
        "tables": [_table(plan.merge, count) for count in plan.counts],
        "problem_count": len(problems),
        "problems": [_problem(problem) for problem in problems[:FIRST_PROBLEMS]],
        "warnings": [str(warning) for warning in plan.merge.reading.warnings],
        "sheets": [_sheet(mapped) for mapped in plan.sent.mapped],
        "passed_over": [_left_out(sheet) for sheet in plan.sent.passed_over],
        "questions": [asdict(question) for question in plan.sent.questions],
        "forms": _forms(plan),
        "new_people": len(plan.sent.persons.new) if plan.sent.persons else 0,
    }


def _sheet(mapped: Mapped) -> dict[str, Any]:
    """A sheet under other heads: each head, what it is taken for, first values."""
    sheet = mapped.sheet
    heads = [
        {"place": place, "head": head, "column": mapped.columns.get(place, ""), "samples": sheet.samples(place)}
        for place, head in enumerate(sheet.heads)
        if head
    ]
    columns = [{"name": column.name, "label": column.label} for column in TABLES[mapped.table].columns]
    whose = [{"name": name, "label": label} for name, label in WHOSE.items()]
    about = mapped.is_about_people and mapped.table != "people"
    return {"key": sheet.key, "table": mapped.table, "label": TABLES[mapped.table].label, "heads": heads} | {
        "columns": [*columns, *(whose if about else [])]
    }


def _left_out(sheet: Sheet) -> dict[str, Any]:
    heads = [{"place": place, "head": head, "column": ""} for place, head in enumerate(sheet.heads) if head]
    return {"key": sheet.key, "table": "", "heads": heads}


def _forms(plan: Plan) -> list[dict[str, Any]]:
    """Each form file: whose it is, what to look at, what of the person changes."""
    if plan.sent.forms is None:
        return []
    altered = _altered_people(plan.merge) if "people" in plan.merge.tables else {}
    return [
        {
            "file": one.file,
            "name": one.form.name or "",
            "code": one.code,
            "is_new": one.is_new,
            "asks": one.asks,
            "problems": [{"problem": each.problem, "remedy": each.remedy} for each in one.problems],
            "changes": altered.get(one.code, []),
        }
        for one in plan.sent.forms.forms[:MOST_FORMS]
    ]


def _altered_people(merge: Merge) -> dict[str, list[dict[str, str]]]:
    """Number -> the fields of a person that change, as they are and as they will be."""
    columns = [TABLES["people"].column(name) for name in merge.given("people") if name != "person_id"]
    rows = merge.connection.execute(
        f"SELECT new.person_id, {_listed(columns, 'old')}, {_listed(columns, 'new')} FROM merged.people AS new"
        f" JOIN stored.people AS old ON old.{PK} = new.{PK} WHERE {CHANGED} ORDER BY new.{ROW} LIMIT {MOST_FORMS}"
    ).fetchall()
    half = len(columns)
    return {
        code: [
            {"label": column.label, "was": _was(merge, "people", was, column), "now": shown(now, column)}
            for was, now, column in zip(values[:half], values[half:], columns, strict=True)
            if was != now
        ]
        for code, *values in rows
    }


def shown(value: Any, column: Column) -> str:
    """A contract value as an officer writes it; blank when missing."""
    if value is None:
        return ""
    if column.kind is Kind.CODE:
        return column.codes.get(value, str(value))
    if column.kind is Kind.FLAG:
        return "是" if value else "否"
    return f"{(Decimal(value) / MILLIONTHS).normalize():f}" if column.kind is Kind.AMOUNT else str(value)


def _table(merge: Merge, count: Counts) -> dict[str, Any]:
    columns = [TABLES[count.table].column(name) for name in merge.given(count.table)]
    return {
        "table": count.table,
        "label": count.label,
        "new": count.new,
        "changed": count.changed,
        "unchanged": count.unchanged,
        "faulty": count.faulty,
        "columns": [column.label for column in columns],
        "added": _added(merge, count.table, columns) if count.new else [],
        "altered": _altered(merge, count.table, columns) if count.changed else [],
    }


def _added(merge: Merge, table: str, columns: list[Column]) -> list[list[str]]:
    rows = merge.connection.execute(
        f"SELECT {_listed(columns)} FROM merged.{table} WHERE {PK} IS NULL ORDER BY {ROW} LIMIT {FIRST_ROWS}"
    ).fetchall()
    return [[shown(value, column) for value, column in zip(row, columns, strict=True)] for row in rows]


def _altered(merge: Merge, table: str, columns: list[Column]) -> list[list[dict[str, str]]]:
    """Each cell as it is and as it will be."""
    rows = merge.connection.execute(
        f"SELECT {_listed(columns, 'old')}, {_listed(columns, 'new')} FROM merged.{table} AS new"
        f" JOIN stored.{table} AS old ON old.{PK} = new.{PK} WHERE {CHANGED} ORDER BY new.{ROW} LIMIT {FIRST_ROWS}"
    ).fetchall()
    half = len(columns)
    return [
        [
            {"was": shown(now, column) if was == now else _was(merge, table, was, column), "now": shown(now, column)}
            for was, now, column in zip(row[:half], row[half:], columns, strict=True)
        ]
        for row in rows
    ]


def _was(merge: Merge, table: str, value: Any, column: Column) -> str:
    """A stored value; one that lies sealed stays masked, because looking at it is an act of its own."""
    is_sealed = isinstance(
        merge.source(table).model._meta.get_field(merge.source(table).columns[column.name].split("__")[0]),
        SealedTextField,
    )
    return MASKED if is_sealed and value is not None else shown(value, column)


def _listed(columns: list[Column], side: str = "") -> str:
    return ", ".join(f"{side}.{quoted(column.name)}" if side else quoted(column.name) for column in columns)


def _problem(problem: Problem) -> dict[str, str]:
    return {"place": problem.place, "reason": problem.reason, "remedy": problem.remedy}
