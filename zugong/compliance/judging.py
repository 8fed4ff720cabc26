"""Judges the live database: the rules of the book over its tables, with every outcome, ready to be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, Any

from zugong.compliance.placing import placed
from zugong.core.dates import PeriodKind, period_of
from zugong.core.outcomes import Outcome
from zugong.gates.law import live_book, live_law
from zugong.gates.reading import read_live
from zugong.regulations.book import Book, select
from zugong.regulations.checking import Question, Silent, judge
from zugong.regulations.findings import Check


if TYPE_CHECKING:
    import pyarrow as pa

    from zugong.regulations.tables.reading import Reading


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
    findings = placed(reading.connection)
    summary = summarise(check)
    return Judged(question.as_of, question.since, findings, law.digest, monotonic() - begun, summary)


def _judge_open(reading: Reading, today: Judged) -> Judged:
    """The month, the quarter and the year that hold today, judged for organizations as if they ended today.

    Meetings planned for later do not count yet. What fails here is not a failure: it is still to be done.
    """
    begun = monotonic()
    periodic = [row["rule"] for row in today.summary if row["period_kind"] and row["subject_kind"] == "organization"]
    names = {kind: period_of(kind, today.as_of).name for kind in PeriodKind}
    year = period_of(PeriodKind.YEAR, today.as_of)
    reading.connection.execute("DELETE FROM meetings WHERE held_on > ?", [today.as_of])
    question = Question(year.last_day, year.first_day, listed=tuple(Outcome))
    judged = _judge(reading, select(live_book(), periodic) if periodic else {}, question, begun)
    import pyarrow.compute as pc

    now = judged.findings.filter(pc.is_in(judged.findings["period"], value_set=_array(list(names.values()))))
    return Judged(today.as_of, year.first_day, now, judged.law, judged.seconds, judged.summary)


def _array(values: Sequence[str]) -> Any:
    import pyarrow as pa

    return pa.array(values, pa.string())


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
