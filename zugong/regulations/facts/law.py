"""Joining subjects to the law of their reference day, and to the run."""

from __future__ import annotations

from ibis import _

from zugong.regulations.contract import Expr, Tables


def under_law(subjects: Expr, t: Tables, on: str) -> Expr:
    """Subjects with the parameters in force on the day in column `on`; none before the first version."""
    day = subjects[on]
    return subjects.join(t.law, [day >= t.law.law_since, day < t.law.law_until])


def with_run(subjects: Expr, t: Tables) -> Expr:
    """Subjects with the columns of the run: as_of, run_since, seen_<table>."""
    return subjects.cross_join(t.run)


def under_law_of_as_of(subjects: Expr, t: Tables) -> Expr:
    """Subjects judged as of the as-of day."""
    return under_law(with_run(subjects, t), t, on="as_of")


def unseen(table: str, label: str) -> tuple[Expr, str]:
    """The reason for an unknown: the data set lacks a whole table."""
    return ~_[f"seen_{table}"], f"数据中没有《{label}》表"


def unseen_or(table: str, label: str, *found_lacking: tuple[Expr, str | Expr]) -> list[tuple[Expr, str | Expr]]:
    """Reasons for an unknown: the whole table is lacking, or, only where it is there, what was found lacking in it."""
    seen = _[f"seen_{table}"]
    return [unseen(table, label), *((seen & condition, reason) for condition, reason in found_lacking)]
