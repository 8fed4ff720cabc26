"""Judges the live database: the rules of the book over its tables, with every outcome, ready to be kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from zugong.compliance.ahead import AHEAD, SOON_DAYS
from zugong.compliance.placing import KEPT_COLUMNS, placed
from zugong.core.dates import PeriodKind, period_of
from zugong.core.outcomes import Outcome
from zugong.gates.law import live_book, live_law
from zugong.gates.reading import read_live
from zugong.regulations.book import Book, select
from zugong.regulations.checking import Question, Silent, judge
from zugong.regulations.findings import Check


if TYPE_CHECKING:
    from zugong.regulations.tables.reading import Reading


_KEY = ["rule", "subject_kind", "subject_id", "period"]

FAULTS_ONLY = "^(register|reminder)[.]"
"""Of these rules only what needs work is kept: they judge every person several dozen times, and nobody reads that a
name has no blank in it. How many passed stands in the summary.
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement not kept yet: its findings as KEPT_COLUMNS, and what the row of the run will say."""

    as_of: date
    since: date
    findings: pa.Table
    law: str
    seconds: float
    summary: list[dict[str, Any]]


def judge_day(as_of: date, since: date) -> Judged:
    """The database judged as of a day. Raises BadPack when a local pack is at fault."""
    return judge_days(as_of, since)[0]


def judge_today(today: date, since: date) -> list[Judged]:
    """The database judged as of today, and then the periods that hold today as if they ended with it."""
    return judge_days(today, since, with_open=True)


def judge_days(as_of: date, since: date, *, with_open: bool = False) -> list[Judged]:
    """One reading, judged once or twice."""
    begun = monotonic()
    reading = read_live()
    try:
        judged = [_judge(reading, live_book(), Question(as_of, since, listed=tuple(Outcome)), begun)]
        if with_open:
            judged.append(_judge_open(reading, judged[0]))
        return judged
    finally:
        reading.connection.close()


def _judge(reading: Reading, book: Book, question: Question, begun: float) -> Judged:
    law = live_law()
    check = judge("", reading, law, book, question, Silent())
    findings = worth_keeping(placed(reading.connection))
    summary = summarise(check)
    return Judged(question.as_of, question.since, findings, law.digest, monotonic() - begun, summary)


def worth_keeping(findings: pa.Table) -> pa.Table:
    """Findings without the passes of FAULTS_ONLY."""
    passed = pc.equal(findings["outcome"], Outcome.PASS.value)
    return findings.filter(pc.invert(pc.and_(passed, pc.match_substring_regex(findings["rule"], FAULTS_ONLY))))


def _judge_open(reading: Reading, today: Judged) -> Judged:
    """The month, the quarter and the year that hold today, judged for organizations as if they ended today.

    Meetings planned for later do not count yet. What fails here is not a failure: it is still to be done.
    """
    begun = monotonic()
    periodic = [row["rule"] for row in today.summary if row["period_kind"] and row["subject_kind"] == "organization"]
    names = {kind: period_of(kind, today.as_of).name for kind in PeriodKind}
    year = period_of(PeriodKind.YEAR, today.as_of)
    reading.connection.execute("DELETE FROM meetings WHERE held_on > ?", [today.as_of])
    since = max(year.first_day, today.since)
    question = Question(year.last_day, since, listed=tuple(Outcome))
    judged = _judge(reading, select(live_book(), periodic) if periodic else {}, question, begun)
    now = judged.findings.filter(pc.is_in(judged.findings["period"], value_set=pa.array(names.values())))
    soon = _judge_ahead(reading, today)
    return replace(today, since=since, findings=pa.concat_tables([now, soon]), seconds=monotonic() - begun)


def _judge_ahead(reading: Reading, today: Judged) -> pa.Table:
    """What will fail in some weeks if nothing is done, and does not fail today."""
    question = Question(today.as_of + timedelta(days=SOON_DAYS), today.as_of, listed=(Outcome.FAIL,))
    foreseen = {key: rule for key, rule in live_book().items() if key in AHEAD}
    later = _judge(reading, foreseen, question, 0.0).findings
    failing = today.findings.filter(pc.equal(today.findings["outcome"], Outcome.FAIL.value))
    known = later.join(failing.select(_KEY), _KEY, join_type="left anti")
    return known.select(KEPT_COLUMNS).cast(today.findings.schema)


def summarise(check: Check) -> list[dict[str, Any]]:
    """Per rule: kind of subject, kind of period (empty without), and the four counts."""
    kinds: dict[str, Counter[tuple[str, str]]] = {}
    table = check.findings.group_by(["rule", "subject_kind", "period"]).aggregate([([], "count_all")])
    for row in table.to_pylist():
        kinds.setdefault(row["rule"], Counter())[(row["subject_kind"], period_kind(row["period"]))] += row["count_all"]
    return [
        {
            "rule": row.rule,
            "subject_kind": kinds[row.rule].most_common(1)[0][0][0] if row.rule in kinds else "",
            "period_kind": kinds[row.rule].most_common(1)[0][0][1] if row.rule in kinds else "",
            "pass": row.passes,
            "fail": row.fails,
            "unknown": row.unknowns,
            "not_applicable": row.not_applicables,
        }
        for row in check.summary
    ]


def period_kind(period: str) -> str:
    """`month` of 2025-03, `quarter` of 2025-Q1, `year` of 2025, empty of the empty text."""
    if not period:
        return ""
    return {4: PeriodKind.YEAR, 7: PeriodKind.QUARTER if "Q" in period else PeriodKind.MONTH}[len(period)].value
