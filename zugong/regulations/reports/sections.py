"""A check laid out for reading: topics in their fixed order, their rules, the rows of each rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from zugong.core.outcomes import Outcome
from zugong.regulations.findings import FINDING_COLUMNS, FINDING_SCHEMA, TOPICS, Check, RuleCard, RuleSummary
from zugong.regulations.reports.wording import ORDER, topic_label


ROWS_AT_ONCE = 8192


class Row(NamedTuple):
    """One finding, in the order of the contract."""

    rule: str
    subject_kind: str
    subject_id: str
    period: str
    outcome: str
    force: str
    actual: str
    required: str
    reason: str
    citation: str
    since: str


@dataclass(frozen=True)
class RuleSection:
    """One rule with its counts and its rows."""

    card: RuleCard
    summary: RuleSummary
    findings: Any  # pa.Table in the shape of FINDING_SCHEMA

    @cached_property
    def citations(self) -> tuple[str, ...]:
        """The citations its rows name, in order of appearance; without rows that of the text in force."""
        return tuple(pc.unique(self.findings["citation"]).to_pylist()) or self.card.citations

    def first(self, limit: int) -> list[Row]:
        """Up to `limit` rows, failures first, then unknown: the rest of a long list may be left out."""
        chosen: list[Row] = []
        for outcome in ORDER:
            places = pc.indices_nonzero(pc.equal(self.findings["outcome"], outcome.value))
            chosen.extend(rows(self.findings.take(places[: limit - len(chosen)])))
        return chosen


@dataclass(frozen=True)
class TopicSection:
    """One topic with its rules."""

    key: str
    rules: tuple[RuleSection, ...]

    @property
    def label(self) -> str:
        return topic_label(self.key)

    @property
    def summary(self) -> RuleSummary:
        """The counts of its rules added up."""
        return total(tuple(rule.summary for rule in self.rules), self.key)

    @property
    def size(self) -> int:
        """Rows listed under the topic."""
        return sum(rule.findings.num_rows for rule in self.rules)


def canonical(findings: Any) -> Any:
    """The findings in the very shape of the contract; a missing text is the empty text."""
    table = findings.select(list(FINDING_COLUMNS)).cast(FINDING_SCHEMA)
    return pa.table([pc.fill_null(column, "") for column in table.columns], schema=FINDING_SCHEMA)


def rows(table: Any) -> Iterator[Row]:
    """The findings one by one, a few thousand in memory at a time."""
    for batch in table.to_batches(max_chunksize=ROWS_AT_ONCE):
        yield from map(Row._make, zip(*(column.to_pylist() for column in batch.columns), strict=True))


def count_of(summary: RuleSummary, outcome: Outcome) -> int:
    """How many subjects of a summary ended so."""
    return {
        Outcome.PASS: summary.passes,
        Outcome.FAIL: summary.fails,
        Outcome.UNKNOWN: summary.unknowns,
        Outcome.NOT_APPLICABLE: summary.not_applicables,
    }[outcome]


def total(summaries: tuple[RuleSummary, ...], name: str) -> RuleSummary:
    """The counts of several rules added up under a name."""
    return RuleSummary(
        name,
        sum(row.passes for row in summaries),
        sum(row.fails for row in summaries),
        sum(row.unknowns for row in summaries),
        sum(row.not_applicables for row in summaries),
    )


def sections(check: Check) -> tuple[TopicSection, ...]:
    """The check by topic and rule, rules in the order of the summary.

    Raises ValueError when findings name a rule the summary lacks or a fifth outcome: no row may vanish from a report.
    """
    found = _by_rule(canonical(check.findings))
    if strangers := found.keys() - {row.rule for row in check.summary}:
        raise ValueError(f"findings of rules without a summary: {sorted(strangers)}")
    for outcome in pc.unique(check.findings["outcome"]).to_pylist():
        Outcome(outcome)
    none = FINDING_SCHEMA.empty_table()
    parts = [RuleSection(check.cards[row.rule], row, found.get(row.rule, none)) for row in check.summary]
    topics = list(dict.fromkeys([*TOPICS, *(part.card.topic for part in parts)]))
    grouped = (TopicSection(key, tuple(part for part in parts if part.card.topic == key)) for key in topics)
    return tuple(topic for topic in grouped if topic.rules)


def _by_rule(findings: Any) -> dict[str, Any]:
    """The rows of each rule as a slice, without copying when they lie together as the contract says."""
    if not findings.num_rows:
        return {}
    codes = findings["rule"].combine_chunks().dictionary_encode()
    borders = pc.indices_nonzero(pc.not_equal(codes.indices[1:], codes.indices[:-1]))
    if len(borders) >= len(codes.dictionary):
        return _by_rule(findings.sort_by("rule"))
    edges = [0, *(border + 1 for border in borders.to_pylist()), findings.num_rows]
    runs = zip(codes.dictionary.to_pylist(), edges, edges[1:], strict=False)
    return {rule: findings.slice(start, stop - start) for rule, start, stop in runs}
