"""The rules on the register against an oracle of plain loops, on random registers and on the written examples."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.oracle.nasty.register import random_register
from tests.oracle.register import RULES, judge_register
from tests.oracle.view import View
from tests.regulations.running import duckdb_book, findings
from tests.regulations.seeding import SEED
from tests.regulations.test_examples import ALL, Example, oracle_row


SEEDS = range(SEED, SEED + 24)


def view_of(tables: object, as_of: date) -> View:
    return View(tables, as_of, as_of, {})  # type: ignore[arg-type]


def test_every_rule_of_the_register_has_an_oracle() -> None:
    assert {key for key in duckdb_book() if key.startswith(("register.", "reminder."))} == set(RULES)


@pytest.mark.parametrize("seed", SEEDS)
def test_duckdb_agrees_with_the_oracle(seed: int) -> None:
    tables, as_of = random_register(seed)
    view = view_of(tables, as_of)
    judged: dict[str, dict[str, str]] = {rule: {} for rule in RULES}
    for row in findings(tables, as_of=as_of, since=date(as_of.year, 1, 1), rules=RULES):
        judged[row["rule"]][row["subject_id"]] = row["outcome"]
    assert judged == {rule: judge_register(view, rule) for rule in RULES}


def test_random_registers_bring_faults_and_none_of_every_rule() -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for seed in range(SEED, SEED + 100):
        tables, as_of = random_register(seed)
        view = view_of(tables, as_of)
        seen.update((rule, outcome) for rule in RULES for outcome in judge_register(view, rule).values())
    assert [(rule, outcome) for rule in RULES for outcome in ("pass", "fail") if not seen[rule, outcome]] == []


@pytest.mark.parametrize("example", [each for each in ALL if each.rule in RULES], ids=str)
def test_example_by_oracle(example: Example) -> None:
    tables = {name: [oracle_row(name, row) for row in rows] for name, rows in example.tables.items()}
    stated = {row["subject_id"]: row["outcome"] for row in example.findings}
    first = {"register.work_age": date(1995, 1, 1), "reminder.retirement": date(2025, 1, 1)}.get(
        example.rule, date.min
    )
    if example.as_of >= first:
        assert judge_register(view_of(tables, example.as_of), example.rule) == stated
    else:
        assert stated == {}
