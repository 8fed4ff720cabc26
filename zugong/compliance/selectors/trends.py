"""How the outcomes of a topic went, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from zugong.compliance.models import Run
from zugong.compliance.selectors.board import Span, spans
from zugong.compliance.selectors.counts import counts
from zugong.core.dates import PeriodKind
from zugong.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class Trend:
    """Months, and per outcome the counts of them."""

    months: list[Span]
    counts: dict[str, list[int]]


def trend(run: Run, rules: Collection[str], user: Any, under: Organization | None = None) -> Trend:
    """Counts per outcome of the months of a run, of monthly rules about organizations, in what the account sees."""
    months = [span for year in _years(run) for span in spans(PeriodKind.MONTH, year, run, with_open=False)]
    kinds = dict.fromkeys(rules, "organization")
    found: Counter[tuple[str, str]] = Counter()
    for (_, period, outcome), many in counts(run, kinds, user, under, [month.period for month in months]).items():
        found[period, outcome] += many
    outcomes = ("pass", "unknown", "fail")
    return Trend(months, {outcome: [found[month.period, outcome] for month in months] for outcome in outcomes})


def _years(run: Run) -> range:
    return range(run.since.year, run.as_of.year + 1)
