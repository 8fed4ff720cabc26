"""One of the five channels: its figures, its rules, where the most is not in order, what is due soon."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.accounts.enums import OFFICERS
from zugong.compliance.selectors.places import worst_places
from zugong.compliance.selectors.rules import judged_rules, kinds_of, with_counts
from zugong.compliance.selectors.runs import current_run
from zugong.www.access import page
from zugong.www.channels.topics import CHANNELS


@page(OFFICERS)
def channel(request: HttpRequest, topic: str) -> HttpResponse:
    """渠道."""
    shown = CHANNELS.get(topic)
    if shown is None:
        raise Http404
    run, user, day = current_run(), request.user, request.today  # type: ignore[attr-defined]
    rules = [rule for rule in judged_rules(run, user) if shown.has(rule.key)]
    context = {
        "channel": shown,
        "run": run,
        "figures": list(shown.numbers(user, day)),
        "due_rows": sorted(shown.due(user, day), key=lambda row: (row.day or day, row.title)),
        "rules": with_counts(rules, run, user) if run else [],
        "places": worst_places(run, kinds_of(rules), user) if run else [],
        "topics": sorted({rule.card.topic for rule in rules}),
    }
    return render(request, "channels/channel.html", context)
