"""What is still to be done before a period ends, and what will soon be due: nothing of it is a failure yet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from zugong.compliance.ahead import SOON_DAYS
from zugong.compliance.models import Finding, Run, RunKind
from zugong.compliance.scope import FindingQuerySet
from zugong.compliance.selectors.counts import counts
from zugong.core.dates import PeriodKind, period_of
from zugong.core.outcomes import Outcome


def still_due(user: Any, roles: Collection[str] | None = None) -> FindingQuerySet:
    """Duties of organizations in periods that are not over, and renewals soon due, not met as of today."""
    rows = Finding.objects.filter(run__kind=RunKind.OPEN, outcome=Outcome.FAIL)
    return rows.visible_to(user, roles).order_by("organization", "rule")


def last_day_of(finding: Finding) -> date:
    """By when the duty of an open period must be done; for what is foreseen, the day for which it was judged."""
    day = finding.run.as_of
    if not finding.period:
        return day + timedelta(days=SOON_DAYS)
    kinds = {4: PeriodKind.YEAR, 7: PeriodKind.QUARTER if "Q" in finding.period else PeriodKind.MONTH}
    return period_of(kinds[len(finding.period)], day).last_day


def due_by_rule(user: Any, rules: Collection[str]) -> dict[tuple[str, str], int]:
    """(rule, period) -> how many organizations have not met it yet."""
    run = Run.objects.filter(kind=RunKind.OPEN).first()
    if run is None:
        return {}
    found = counts(run, dict.fromkeys(rules, "organization"), user)
    return {(rule, period): many for (rule, period, outcome), many in found.items() if outcome == Outcome.FAIL}
