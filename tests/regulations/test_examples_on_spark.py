"""The written examples on Spark: many examples of one day and the same tables are put into one data set."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from tests.regulations.merging import merged, prefixed
from tests.regulations.running import connect, duckdb_book, shipped_law
from tests.regulations.seeding import SEED
from tests.regulations.test_examples import ALL, Example
from zugong.core.outcomes import Outcome
from zugong.regulations.book import load_book
from zugong.regulations.engines import spark as spark_engine
from zugong.regulations.engines.prepare import prepare


LARGE = 8
SMALL_GROUPS = 4

Group = list[Example]


BY_THE_WHOLE = {
    "register.assessment_gap",
    "register.current_post",
    "register.id_number_unique",
    "register.party_date",
    "register.personal_matters_yearly",
}
"""Rules that look at other people than the subject, who are strangers in another example."""


def mergeable(example: Example) -> bool:
    """Not what is judged by the whole data set (schemes, a calendar, a local pack) or has an id of several ids."""
    several = example.rule.startswith("assessment.") or example.rule == "training.leave_share"
    alone = several or example.rule in BY_THE_WHOLE
    return example.pack is None and not alone and "workdays" not in example.tables


def groups() -> list[Group]:
    """All groups of at least LARGE examples, and a few smaller ones by the seed."""
    found: dict[Any, Group] = defaultdict(list)
    for example in ALL:
        if mergeable(example):
            found[example.as_of, example.since, frozenset(example.tables)].append(example)
    ordered = sorted(found.values(), key=lambda group: str(group[0]))
    small = [group for group in ordered if len(group) < LARGE]
    return [group for group in ordered if len(group) >= LARGE] + random.Random(SEED).sample(small, SMALL_GROUPS)


GROUPS = groups()


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    with spark_engine.session() as session:
        yield session


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{len(group)} examples, seed {SEED}")
def test_examples_on_spark(spark: Any, group: Group) -> None:
    first = group[0]
    tables = merged([prefixed(example.tables, f"{number}|") for number, example in enumerate(group)])
    rules = {example.rule for example in group}
    book = {key: rule for key, rule in load_book(shipped_law(), "pyspark").items() if key in rules}
    with connect(tables) as connection:
        in_force = prepare(connection, tables, duckdb_book(), shipped_law(), as_of=first.as_of, since=first.since)
        chosen = {key: rule for key, rule in book.items() if key in in_force}
        _, found = spark_engine.run_in(spark, connection, chosen, listed=list(Outcome))
    judged = {(row["rule"], row["subject_id"], row["period"]): row for row in found.to_pylist()}
    for number, example in enumerate(group):
        for stated in example.findings:
            row = judged[example.rule, f"{number}|{stated['subject_id']}", stated["period"]]
            assert {name: row[name].replace(f"{number}|", "") for name in stated} == stated, example
