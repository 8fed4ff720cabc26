"""统计: people counted by two facts; every figure opens its names."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from zugong.audit.recording import record_event
from zugong.organizations.models import Organization
from zugong.organizations.scope import top_paths
from zugong.people.crosstabs import LABELS, CrossTable, cross_table, dimensions
from zugong.people.seeing import REGISTER_ROLES
from zugong.www.access import acting, page
from zugong.www.people.asking import Asked, asked, hidden
from zugong.www.workbooks import workbook_response


DOWN, ACROSS = "down", "across"


@page(REGISTER_ROLES)
def show(request: HttpRequest) -> HttpResponse:
    """人员统计: any two facts against each other."""
    wanted = _asked(request)
    table, down, across = _table(request, wanted)
    context = {
        "asked": wanted,
        "table": table,
        "rows": [(label, [(cell.count, _names(wanted, cell.query)) for cell in cells]) for label, cells in table.rows],
        "total": table.rows[-1][1][-1].count,
        "choices": LABELS.items(),
        "down": down,
        "across": across,
        "kept": hidden(wanted.query),
    }
    return render(request, "people/crosstab.html", context)


@page(REGISTER_ROLES, post_only=True)
def export(request: HttpRequest) -> HttpResponse:
    """导出统计表: counts only, no names."""
    table, _, _ = _table(request, _asked(request))
    rows = [[label, *(cell.count for cell in cells)] for label, cells in table.rows]
    record_event(
        acting(request, REGISTER_ROLES).actor,
        "people.crosstab.taken_out",
        "people.person:",
        details={"down": table.down.key, "across": table.across.key, "people": rows[-1][-1]},
    )
    return workbook_response("人员统计", [f"{table.down.label}＼{table.across.label}", *table.heads], rows)


def _asked(request: HttpRequest) -> Asked:
    kept = request.GET.copy()
    for name in (DOWN, ACROSS):
        kept.pop(name, None)
    return asked(request, REGISTER_ROLES, kept.urlencode())


def _table(request: HttpRequest, wanted: Asked) -> tuple[CrossTable, str, str]:
    ways = dimensions(request.today, wanted.under or _top(request))  # type: ignore[attr-defined]
    down, across = _key(request, DOWN, "level"), _key(request, ACROSS, "age")
    own: Any = wanted.rows
    return cross_table(own, ways[down](), ways[across]()), down, across


def _key(request: HttpRequest, name: str, usual: str) -> str:
    asked_for = request.GET.get(name, "")
    return asked_for if asked_for in LABELS else usual


def _top(request: HttpRequest) -> Organization | None:
    """What the account sees from above: the first of its subtrees."""
    return Organization.objects.filter(path__in=top_paths(request.user, REGISTER_ROLES)).order_by("path").first()


def _names(wanted: Asked, query: Any) -> str:
    """The query that lists the people of a cell."""
    told = QueryDict(wanted.query, mutable=True)
    for name, value in query.items():
        told[name] = value
    return urlencode([(name, value) for name, values in told.lists() for value in values])
