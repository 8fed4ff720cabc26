"""How the outcomes of a topic went, month by month."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from zugong.compliance.models import Finding, Run
from zugong.compliance.selectors.board import Span, spans
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
    rows = Finding.objects.filter(run=run, rule__in=rules, period__in=[month.period for month in months])
    rows = rows.of_kind_visible_to("organization", user)
    if under is not None:
        rows = rows.under(under)
    counted = rows.order_by().values_list("period", "outcome").annotate(many=Count("pk"))
    found = {(period, outcome): many for period, outcome, many in counted}
    outcomes = ("pass", "unknown", "fail")
    return Trend(
        months, {outcome: [found.get((month.period, outcome), 0) for month in months] for outcome in outcomes}
    )


def _years(run: Run) -> range:
    return range(run.since.year, run.as_of.year + 1)
