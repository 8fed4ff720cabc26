"""Appointment cases: which are judged, on which day, and how one answer per case becomes a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from tests.oracle.branch_life import Rule
from tests.oracle.logic import Truth, outcome
from tests.oracle.view import Record, Verdict, View


Judge = Callable[[View, Record], str]
"""The outcome of one case, or "" where the rule does not select it."""


def reference_day(view: View, case: Record) -> date:
    """One day for the whole case: `decided_on`, else `vetting_on`, else the as-of day."""
    day: date = case["decided_on"] or case["vetting_on"] or view.as_of
    return day


def judged_cases(view: View) -> Iterator[Record]:
    """All cases but those closed by the as-of day without a decision."""
    for case in view.rows("appointment_cases"):
        closed = case["closed_on"] is not None and case["closed_on"] <= view.as_of
        if case["decided_on"] is not None or not closed:
            yield case


def rule_of(judge: Judge, in_force_from: date) -> Rule:
    """A rule asked once for each case whose reference day is not before its first text."""

    def rule(view: View) -> Iterator[Verdict]:
        for case in judged_cases(view):
            day = reference_day(view, case)
            result = judge(view, case) if day >= in_force_from else ""
            if result:
                yield Verdict("appointment_case", case["case_id"], "", day, result)

    return rule


def selected(case: Record, *columns: str) -> bool:
    """Whether one of the columns is set."""
    return any(case[column] is not None for column in columns)


def plain(select: tuple[str, ...], truth: Callable[[View, Record], Truth]) -> Judge:
    """Pass, fail or unknown for cases in which one of `select` is set (for every case when it is empty)."""

    def judge(view: View, case: Record) -> str:
        return outcome(truth(view, case)) if not select or selected(case, *select) else ""

    return judge
