"""The oracle against cases worked out by hand, and the random data sets against what they promise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fnmatch import fnmatch
from typing import Any

import pytest

from tests.oracle import RULES, judge
from tests.oracle.by_hand import EXAMPLES
from tests.oracle.by_hand.example import Example, row_of
from tests.oracle.by_hand.texts import IN_FORCE, SELECTED_BY_ALL, SINGLE_TEXTS
from tests.oracle.generate import random_days, random_tables
from tests.oracle.nasty.dice import Row, Tables
from tests.oracle.nasty.training import SMALLEST
from tests.oracle.parameters import NUMBERS, TEXTS
from zugong.regulations.tables.schema import TABLES, Kind


SEEDS = range(60)

NEVER_UNKNOWN = {
    "appointment.instatement.talk",
    "appointment.order",
    "appointment.probation.concluded",
    "appointment.recommendation.both_forms",
    "appointment.vetting.four_checks",
    "appointment.vetting.notice",
    "assessment.weights_sum",
    "training.leave_share",
}
"""Rules that only ask whether dates are set, or whose every number is required."""

CAN_BE_NOT_APPLICABLE = {
    "appointment.qualification.deputy_years",
    "appointment.qualification.education",
    "appointment.qualification.grassroots_years",
    "appointment.qualification.lower_posts",
    "appointment.qualification.lower_principal_years",
    "appointment.qualification.work_years",
    "branch_life.committee_monthly",
    "training.county_level_five_years",
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rule}: {example.why}")
def test_example(example: Example) -> None:
    rows = judge(example.tables, as_of=example.as_of, since=example.since, rules=[example.rule])
    found = {f"{row.subject_id} {row.period}".strip(): row for row in rows}
    assert len(found) == len(rows)
    if "*" in example.expected:
        assert len(rows) == 1
        found = {"*": rows[0]}
    assert {key: row.outcome for key, row in found.items()} == {
        key: wanted.partition("@")[0] for key, wanted in example.expected.items()
    }
    for key, wanted in example.expected.items():
        _, marked, text = wanted.partition("@")
        assert not marked or found[key].since == text


@pytest.mark.parametrize(("rule", "decided_on", "text"), IN_FORCE)
def test_text_in_force_on_the_day_of_decision(rule: str, decided_on: str, text: str | None) -> None:
    row = row_of("appointment_cases", {**SELECTED_BY_ALL, "decided_on": decided_on})
    day = date(2025, 12, 31)
    rows = judge({"appointment_cases": [row]}, as_of=day, since=day, rules=[f"appointment.{rule}"])
    assert [found.since for found in rows] == ([] if text is None else [text])


@pytest.mark.parametrize("rule", sorted(rule for rule in RULES if not rule.startswith("appointment.")))
def test_first_day_of_a_single_text(rule: str) -> None:
    first = {day for pattern, day in SINGLE_TEXTS.items() if fnmatch(rule, pattern)}
    assert {day.isoformat() for day in TEXTS[rule]} == first


def test_examples_pin_every_number() -> None:
    unpinned = [
        (rule, path, step)
        for rule, path, value in numbers()
        for step in ((SMALLEST, -SMALLEST) if isinstance(value, Decimal) else (1, -1))
        if all(answers(example, moved(rule, path, value + step)) for example in EXAMPLES if example.rule == rule)
    ]
    assert unpinned == []


def numbers() -> Iterator[tuple[str, tuple[Any, ...], Any]]:
    """Every number of every rule with the way to it."""
    for rule, named in NUMBERS.items():
        for name, value in named.items():
            inner = value.items() if isinstance(value, dict) else [(None, value)]
            yield from ((rule, (name, key), number) for key, number in inner)


def moved(rule: str, path: tuple[Any, ...], value: Any) -> dict[str, dict[str, Any]]:
    """The numbers with one of them changed."""
    name, key = path
    changed = value if key is None else {**NUMBERS[rule][name], key: value}
    return {**NUMBERS, rule: {**NUMBERS[rule], name: changed}}


def answers(example: Example, changed: dict[str, dict[str, Any]]) -> bool:
    """Whether the oracle still gives the example's outcomes."""
    rows = judge(example.tables, as_of=example.as_of, since=example.since, rules=[example.rule], numbers=changed)
    wanted = sorted(outcome.partition("@")[0] for outcome in example.expected.values())
    return sorted(row.outcome for row in rows) == wanted


def test_every_rule_has_examples_of_every_outcome() -> None:
    seen = defaultdict(set)
    for example in EXAMPLES:
        seen[example.rule] |= {wanted.partition("@")[0] for wanted in example.expected.values()}
    assert seen == {rule: outcomes_of(rule) for rule in RULES}


def test_random_sets_bring_every_outcome_of_every_rule() -> None:
    seeds: dict[str, Counter[str]] = defaultdict(Counter)
    for seed in SEEDS:
        since, as_of = random_days(seed)
        rows = judge(random_tables(seed), as_of=as_of, since=since)
        for rule, outcome in {(row.rule, row.outcome) for row in rows}:
            seeds[rule][outcome] += 1
    assert {rule: set(counts) for rule, counts in seeds.items()} == {rule: outcomes_of(rule) for rule in RULES}
    for rule, counts in seeds.items():
        assert counts["pass"] >= 5, rule
        assert counts["fail"] >= 5, rule


def outcomes_of(rule: str) -> set[str]:
    """The outcomes the rule can have."""
    outcomes = {"pass", "fail"}
    if rule not in NEVER_UNKNOWN:
        outcomes.add("unknown")
    return outcomes | {"not_applicable"} if rule in CAN_BE_NOT_APPLICABLE else outcomes


def test_rows_are_unique_and_sorted() -> None:
    for seed in SEEDS:
        since, as_of = random_days(seed)
        rows = judge(random_tables(seed), as_of=as_of, since=since)
        assert len({row[:4] for row in rows}) == len(rows)
        assert rows == sorted(rows)


@pytest.mark.parametrize("scale", [1, 3])
def test_random_sets_are_valid_input(scale: int) -> None:
    for seed in SEEDS:
        tables = random_tables(seed, scale=scale)
        assert tables == random_tables(seed, scale=scale)
        for name, rows in tables.items():
            assert_cells(name, rows)
            assert_keys(name, rows)
            assert_references(tables, name, rows)
            assert_intervals(name, rows)
        assert_no_overlapping_quotas(tables.get("post_quotas", []))


def assert_cells(name: str, rows: list[Row]) -> None:
    """Every column in order, required cells filled, codes and numbers within bounds."""
    for row in rows:
        assert list(row) == [column.name for column in TABLES[name].columns]
        for column in TABLES[name].columns:
            value = row[column.name]
            assert value is not None or not column.required, (name, column.name)
            if value is None:
                continue
            assert not column.codes or column.open_codes or value in column.codes
            if column.kind in (Kind.COUNT, Kind.AMOUNT):
                assert value >= column.minimum
                assert column.kind is Kind.COUNT or value.as_tuple().exponent >= -6


def assert_keys(name: str, rows: list[Row]) -> None:
    """No key twice."""
    keys = [tuple(row[column] for column in TABLES[name].key) for row in rows]
    assert len(set(keys)) == len(keys)


def assert_references(tables: Tables, name: str, rows: list[Row]) -> None:
    """Whatever is named is there, if its table is."""
    for reference in TABLES[name].references:
        if reference.table in tables:
            there = {row[reference.target] for row in tables[reference.table]} | {None}
            assert {row[reference.column] for row in rows} <= there


def assert_intervals(name: str, rows: list[Row]) -> None:
    """No end before its start."""
    for columns in (TABLES[name].interval, TABLES[name].last_day):
        for row in rows if columns else []:
            since, until = (row[column] for column in columns or ())
            assert since is None or until is None or since <= until


def assert_no_overlapping_quotas(rows: list[Row]) -> None:
    """On no day two quotas of one organization and level."""
    days = {day for row in rows for day in (row["since"], row["until"]) if day}
    for day in days:
        running = [pair(row) for row in rows if (not row["since"] or row["since"] <= day) and not ended(row, day)]
        assert len(set(running)) == len(running)


def ended(row: Row, day: Any) -> bool:
    """Whether the row no longer runs on that day."""
    return row["until"] is not None and row["until"] <= day


def pair(row: Row) -> tuple[str, str]:
    """What a quota is about."""
    return row["organization_id"], row["level"]
