"""`zugong bench rules`: every rule of the book over a million subjects through DuckDB."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from zugong.cli.bench.case import THREADS
from zugong.cli.bench.measuring import alone


if TYPE_CHECKING:
    import duckdb

    from zugong.regulations.book import Book

SEED = 1
YEAR = 2025


@dataclass(frozen=True, slots=True)
class RuleTime:
    """One rule: subjects in its table, rows judged (subjects times periods), the best time on the clock."""

    rule: str
    subjects: int
    rows: int
    seconds: float


def measure(subjects: int, rounds: int) -> dict[str, Any]:
    """Measure every rule in force, print the table and return the figures by rule. Raises CannotMeasure."""
    from zugong.cli.bench.crowd import CROWDS
    from zugong.cli.bench.printing import print_rules

    figures: dict[str, Any] = {}
    for kind in CROWDS:
        print(f"测量对象为 {kind} 的规则，{subjects:,} 个对象", file=sys.stderr)
        for timed in alone(measure_kind, kind, subjects, rounds):
            figures[timed.rule] = {
                "subjects": timed.subjects,
                "rows": timed.rows,
                "seconds": timed.seconds,
                "seconds_per_million_subjects": timed.seconds / timed.subjects * 1_000_000,
            }
    figures = dict(sorted(figures.items()))
    print_rules(figures)
    return figures


def measure_kind(kind: str, subjects: int, rounds: int) -> list[RuleTime]:
    """Fill an engine with so many subjects of that kind and time each rule that judges them."""
    import duckdb

    from zugong.cli.bench.crowd import fill
    from zugong.regulations.book import load_book
    from zugong.regulations.engines.prepare import prepare
    from zugong.regulations.loading import load_law
    from zugong.samples.district import district_tables

    law = load_law(())
    book = {key: rule for key, rule in load_book(law, "duckdb").items() if rule.subject == kind}
    connection = duckdb.connect()
    connection.execute(f"SET threads = {THREADS}")
    present, many = fill(connection, kind, district_tables(SEED, YEAR), subjects)
    in_force = prepare(connection, present, book, law, as_of=date(YEAR, 12, 31), since=date(YEAR, 1, 1))
    return [_time(connection, {key: in_force[key]}, many, rounds) for key in in_force]


def _time(connection: duckdb.DuckDBPyConnection, one: Book, subjects: int, rounds: int) -> RuleTime:
    """The best of `rounds` runs of one rule, explanation rows for failures and unknowns included."""
    from zugong.regulations.checking import LISTED
    from zugong.regulations.engines.duckdb import run

    seconds, rows = float("inf"), 0
    for _ in range(rounds):
        begin = time.perf_counter()
        (summary,), _findings = run(connection, one, listed=LISTED)
        seconds = min(seconds, time.perf_counter() - begin)
        rows = summary.passes + summary.fails + summary.unknowns + summary.not_applicables
    return RuleTime(summary.rule, subjects, rows, seconds)
