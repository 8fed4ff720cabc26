"""Counting around one subject gives the rows that counting over everything gives."""

from __future__ import annotations

from datetime import date

import pytest

from tests.compliance.loading import load, small_district
from zugong.compliance.explaining import explain, judged_until
from zugong.compliance.models import Finding, Run, RunKind
from zugong.compliance.refreshing import refresh
from zugong.gates.law import live_book, live_law
from zugong.gates.reading import read_live
from zugong.regulations.engines.prepare import prepare


@pytest.mark.django_db
def test_rows_counted_around_a_subject_are_all_that_count(time_machine: object) -> None:
    time_machine.move_to("2026-07-15T10:00:00+08:00", tick=False)  # type: ignore[attr-defined]
    load(small_district(2026))
    run = refresh()
    book, compared = live_book(), 0
    reading = read_live()
    with reading.connection as engine:
        prepare(engine, reading.present, book, live_law(), as_of=run.as_of, since=run.since)
        for rule in book.values():
            for finding in _some(run, rule.key):
                why = explain(finding)
                assert why is not None
                assert why.applied
                for counted, sql in zip(why.counted, rule.counted.values(), strict=True):
                    where = [finding.subject_id, finding.period]
                    whole = engine.execute(f"SELECT count(*) FROM ({sql}) WHERE subject_id = ? AND period = ?", where)
                    assert (finding.rule, len(counted.rows) + counted.more) == (finding.rule, *whole.fetchall()[0])
                    compared += bool(counted.rows)
    assert compared > 60


def _some(run: Run, rule: str) -> list[Finding]:
    """One finding of each outcome, the one with the most to show."""
    found = (
        run.findings.filter(rule=rule, outcome=outcome).order_by("-actual").first()
        for outcome in ("pass", "fail", "unknown")
    )
    return [finding for finding in found if finding is not None]


def test_open_run_is_judged_until_the_end_of_its_year() -> None:
    assert judged_until(Run(kind=RunKind.OPEN, as_of=date(2026, 3, 1))) == date(2026, 12, 31)
    assert judged_until(Run(kind=RunKind.CURRENT, as_of=date(2026, 3, 1))) == date(2026, 3, 1)
