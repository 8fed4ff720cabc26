"""How many findings an account sees, by rule, period and outcome: from the tallies where there are some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Count, QuerySet, Sum

from zugong.compliance.models import Finding, Run, Tally
from zugong.compliance.scope import Reach, rules_by_reach
from zugong.organizations.models import Organization


Counts = Counter[tuple[str, str, str]]
"""(rule, period, outcome) -> how many."""


def counts(
    run: Run | QuerySet[Run, Any],
    kinds: Mapping[str, str],
    user: Any,
    under: Organization | None = None,
    periods: Collection[str] | None = None,
) -> Counts:
    """Counts of the findings of these rules (rule -> kind of its subjects) that an account sees below `under`.

    `run` is a run, or a query for the number of one.
    """
    found: Counts = Counter()
    for whole, rules in rules_by_reach(user, kinds).items():
        reach = whole.narrowed(under)
        if not reach.nothing:
            found.update(_counted(run, rules, reach, periods))
    return found


def _counted(run: Run | QuerySet[Run, Any], rules: list[str], reach: Reach, periods: Collection[str] | None) -> Counts:
    wanted = {"run": run, "rule__in": rules} | ({} if periods is None else {"period__in": list(periods)})
    names = ("rule", "period", "outcome")
    tops = _tallied(run, reach)
    rows: Iterable[Any]
    if tops is not None:
        rows = Tally.objects.filter(**wanted, **tops).order_by().values_list(*names).annotate(number=Sum("many"))
    else:
        findings = Finding.objects.filter(reach.where(), **wanted)
        rows = findings.order_by().values_list(*names).annotate(number=Count("pk"))
    return Counter({(rule, period, outcome): number for rule, period, outcome, number in rows})


def _tallied(run: Run | QuerySet[Run, Any], reach: Reach) -> dict[str, Any] | None:
    """The condition on tallies that covers the reach; None when a part of it has none."""
    if reach.everything:
        return {"organization": None}
    tops = [int(path.rstrip(".").rpartition(".")[2]) for path in reach.paths]
    known = set(
        Tally.objects.filter(run=run, organization__in=tops)
        .order_by()
        .values_list("organization", flat=True)
        .distinct()
    )
    return {"organization__in": tops} if not reach.unplaced and known == set(tops) else None
