"""The rules as pages speak of them: title, topic, kind of period, the four counts in somebody's scope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from zugong.compliance.models import Run
from zugong.compliance.scope import visible_kinds
from zugong.compliance.selectors.counts import counts
from zugong.core.outcomes import Outcome
from zugong.gates.law import live_book
from zugong.organizations.models import Organization
from zugong.regulations.findings import TOPICS, RuleCard


@dataclass(frozen=True, slots=True)
class JudgedRule:
    """A rule of a run. `period` is month, quarter, year or empty; `counts` by outcome, where they were asked for."""

    key: str
    card: RuleCard
    kind: str
    period: str
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def topic(self) -> str:
        """三会一课 and the like; a topic of a local pack keeps its key."""
        return TOPICS.get(self.card.topic, self.card.topic)

    @property
    def on_board(self) -> bool:
        """Whether it has a cell per organization and period."""
        return self.kind == "organization" and bool(self.period)

    @property
    def fails(self) -> int:
        return self.counts.get(Outcome.FAIL, 0)

    @property
    def unknowns(self) -> int:
        return self.counts.get(Outcome.UNKNOWN, 0)

    @property
    def passes(self) -> int:
        return self.counts.get(Outcome.PASS, 0)

    @property
    def not_applicables(self) -> int:
        return self.counts.get(Outcome.NOT_APPLICABLE, 0)


def judged_rules(run: Run | None, user: Any) -> list[JudgedRule]:
    """The rules of a run of which an account may see findings, by topic in the order of reports."""
    if run is None:
        return []
    kinds, book, order = visible_kinds(user), live_book(), list(TOPICS)
    rules = [
        JudgedRule(row["rule"], book[row["rule"]].card, row["subject_kind"], row["period_kind"])
        for row in run.summary
        if row["subject_kind"] in kinds and row["rule"] in book
    ]
    return sorted(rules, key=lambda rule: (order.index(rule.card.topic) if rule.card.topic in order else 99, rule.key))


def with_counts(
    rules: Iterable[JudgedRule], run: Run, user: Any, under: Organization | None = None
) -> list[JudgedRule]:
    """The same rules with the four counts of what the account sees, from tallies."""
    rules = list(rules)
    found: dict[str, Counter[str]] = {}
    for (rule, _, outcome), many in counts(run, kinds_of(rules), user, under).items():
        found.setdefault(rule, Counter())[outcome] += many
    return [replace(rule, counts=found.get(rule.key, {})) for rule in rules]


def kinds_of(rules: Iterable[JudgedRule]) -> dict[str, str]:
    """Rule -> kind of its subjects."""
    return {rule.key: rule.kind for rule in rules}
