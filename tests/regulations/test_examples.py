"""Every example of the rule book, as a jurist can read it, on DuckDB and against the oracle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.oracle import RULES as ORACLE_RULES
from tests.oracle import judge
from tests.regulations.running import Tables, duckdb_book, findings, shipped_law
from zugong.regulations.law.model import Law
from zugong.regulations.loading import load_law
from zugong.regulations.tables.schema import TABLES, Kind


EXAMPLES = Path(__file__).parent / "examples"
STATED = ("period", "outcome", "actual", "required", "reason", "since")


@dataclass(frozen=True)
class Example:
    """One example: some rows, a day, and every finding the rule gives on them."""

    rule: str
    name: str
    as_of: date
    since: date
    tables: Tables
    findings: tuple[dict[str, str], ...]
    because: str
    pack: str | None  # local pack that switches an unconfirmed rule on, a folder beside the examples

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


def examples() -> Iterator[Example]:
    """All examples of all files; `tables` not named are absent, `empty` ones are there without rows."""
    for path in sorted(EXAMPLES.rglob("*.yaml")):
        document = yaml.safe_load(path.read_text("utf-8"))
        for entry in document["examples"]:
            as_of = entry["as_of"]
            tables = {name: [] for name in entry.get("empty", [])} | entry.get("tables", {})
            yield Example(
                rule=document["rule"],
                name=entry["name"],
                as_of=as_of,
                since=entry.get("since", date(as_of.year, 1, 1)),
                tables=tables,
                findings=tuple(expected(document["rule"], finding) for finding in entry["findings"]),
                because=entry["because"],
                pack=document.get("pack"),
            )


def expected(rule: str, finding: dict[str, Any]) -> dict[str, str]:
    row = {"subject_id": str(finding["subject"]), "reason": "", "period": ""}
    if finding["outcome"] == "not_applicable":
        row |= {"actual": "", "required": ""}
    return row | {name: str(finding[name]) for name in STATED if name in finding}


ALL = list(examples())


@cache
def law_with(pack: str | None) -> Law:
    return load_law([EXAMPLES.parent / pack]) if pack else shipped_law()


@pytest.mark.parametrize("example", ALL, ids=str)
def test_example_on_duckdb(example: Example) -> None:
    law = law_with(example.pack)
    found = findings(example.tables, as_of=example.as_of, since=example.since, rules=[example.rule], law=law)
    stated = [{name: row[name] for name in ("subject_id", *STATED)} for row in found]
    assert stated == sorted(example.findings, key=lambda row: (row["subject_id"], row["period"])), example.because


@pytest.mark.parametrize("example", [example for example in ALL if example.rule in ORACLE_RULES], ids=str)
def test_example_by_oracle(example: Example) -> None:
    tables = {name: [oracle_row(name, row) for row in rows] for name, rows in example.tables.items()}
    judged = judge(tables, as_of=example.as_of, since=example.since, rules=[example.rule])
    stated = sorted((row["subject_id"], row["period"], row["outcome"], row["since"]) for row in example.findings)
    assert sorted((row[2], row[3], row[4], row[5]) for row in judged) == stated


def oracle_row(table: str, row: dict[str, Any]) -> dict[str, Any]:
    amounts = {column.name for column in TABLES[table].columns if column.kind is Kind.AMOUNT}
    cells = {name: Decimal(str(value)) if name in amounts else value for name, value in row.items()}
    return {column.name: cells.get(column.name) for column in TABLES[table].columns}


def test_every_rule_has_examples_of_every_outcome() -> None:
    shown = {
        rule: {finding["outcome"] for example in ALL if example.rule == rule for finding in example.findings}
        for rule in duckdb_book()
    }
    assert {rule: outcomes for rule, outcomes in shown.items() if not {"pass", "fail"} <= outcomes} == {}
