"""How a topic went, month by month."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.accounts.enums import OFFICERS
from zugong.compliance.selectors.trends import Trend, trend
from zugong.core.outcomes import Outcome
from zugong.www.access import page
from zugong.www.compliance.asking import Asking


@page(OFFICERS)
def trends(request: HttpRequest) -> HttpResponse:
    """走势."""
    asking = Asking(request)
    monthly = [rule for rule in asking.rules if rule.on_board and rule.period == "month"]
    chosen = [rule for rule in monthly if rule.key == asking.rule_key] or monthly
    context: dict[str, Any] = {"asking": asking, "rules": monthly, "chosen": chosen, "run": asking.run}
    if asking.run is not None and monthly:
        found = trend(asking.run, [rule.key for rule in chosen], asking.user, asking.under)
        context |= {"trend": found, "rows": list(_rows(found)), "shares": _shares(found)}
    return render(request, "compliance/trends.html", context)


def _rows(found: Trend) -> Any:
    for outcome, counts in found.counts.items():
        yield Outcome(outcome).label, counts, sum(counts)


def _shares(found: Trend) -> list[str]:
    """合规 of what could be judged, per month, in whole per cent; empty where nothing could."""
    pairs = zip(found.counts["pass"], found.counts["fail"], strict=True)
    return [f"{passes * 100 // (passes + fails)}" if passes + fails else "" for passes, fails in pairs]
