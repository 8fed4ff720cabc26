"""The list of organizations with its tree, one organization, suggestions."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet, Window
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.accounts.enums import OFFICERS
from zugong.compliance.models import Finding
from zugong.compliance.selectors.findings import OPEN_OUTCOMES, findings_of
from zugong.gates.law import live_book
from zugong.organizations.history import history_of
from zugong.organizations.models import Organization, RoleGrant, Succession
from zugong.organizations.policy import MANAGERS, may_manage
from zugong.organizations.scope import roles_of, top_paths
from zugong.organizations.selectors import ancestors_of, tree_around
from zugong.people.policy import KEEPERS, reaches
from zugong.www.access import acting, page
from zugong.www.columns import chosen_columns
from zugong.www.organizations.figures import count_members, people_below, quota_lines
from zugong.www.organizations.listing import (
    COLUMNS,
    SEEING,
    ListForm,
    asked_rows,
    chosen_order,
    chosen_organization,
)
from zugong.www.organizations.picking import suggestions
from zugong.www.paging import paginate


CHILDREN_SHOWN = 20
"""How many children the page of one organization shows; the list shows the rest."""

FINDINGS_SHOWN = 5


@page(SEEING)
def listing(request: HttpRequest) -> HttpResponse:
    """组织机构: the tree at the left, the list at the right."""
    form, current = ListForm(request.GET), chosen_organization(request)
    order, columns = chosen_order(request), chosen_columns(request, "organizations", COLUMNS)
    leaf = paginate(request, asked_rows(request, form, current).select_related("parent").order_by(*order.fields))
    if "members" in columns:
        count_members(leaf.object_list, request.today)  # type: ignore[attr-defined]
    context = {
        "form": form,
        "current": current,
        "leaf": leaf,
        "order": order,
        "columns": columns,
        "nodes": tree_around(current, request.user, SEEING),
        "above_new": _above_new(request, current),
        "opens": bool(roles_of(request.user) & OFFICERS),
    }
    return columns.remember(render(request, "organizations/list.html", context))


@page(OFFICERS, on=Organization)
def one(request: HttpRequest, thing: Organization) -> HttpResponse:
    """One organization: facts, children, quotas, history, who answers for it."""
    day = request.today  # type: ignore[attr-defined]
    children = thing.children.filter(dissolved_on=None).annotate(all_told=Window(Count("pk")))
    shown = list(children.order_by("position", "code")[:CHILDREN_SHOWN])
    count_members([thing, *shown], day)
    context = {
        "thing": thing,
        "ancestors": ancestors_of(thing, request.user, OFFICERS),
        "children": shown,
        "children_total": shown[0].all_told if shown else 0,
        "people_below": people_below(thing),
        "quotas": quota_lines(thing, day),
        "former_names": thing.former_names.all(),
        "successions": _successions(thing),
        "grants": _grants(thing, request),
        "findings": _findings(thing, request),
        "history": history_of([thing.record_key]),
        "manages": may_manage(acting(request, MANAGERS), thing),
        "keeps_team": reaches(acting(request, KEEPERS), KEEPERS, thing),
    }
    return render(request, "organizations/one.html", context)


@page(SEEING)
def suggest(request: HttpRequest) -> HttpResponse:
    """Options for a field in which an organization is named."""
    typed = next((request.GET[name] for name in request.GET), "")
    found = suggestions(typed, request.user, SEEING)
    return render(request, "organizations/fragments/_suggestions.html", {"found": found})


def _successions(thing: Organization) -> QuerySet[Succession]:
    """Mergers and splits it had a part in."""
    rows = Succession.objects.filter(Q(predecessor=thing) | Q(successor=thing))
    return rows.select_related("predecessor", "successor")


def _findings(thing: Organization, request: HttpRequest) -> list[tuple[Finding, str]]:
    """What needs work about it and its quotas, the latest periods first, with the title of the rule."""
    found = findings_of("organization", thing.code, request.user).filter(outcome__in=OPEN_OUTCOMES)
    rows = list(found.order_by("-period", "rule")[:FINDINGS_SHOWN])
    book = live_book() if rows else {}
    return [(row, book[row.rule].card.title) for row in rows if row.rule in book]


def _above_new(request: HttpRequest, current: Organization | None) -> Organization | None:
    """Below which organization 新增 would add one: the chosen one, else the top of what the account manages."""
    if current is not None:
        return current if may_manage(acting(request, MANAGERS), current) else None
    return Organization.objects.filter(path__in=top_paths(request.user, MANAGERS)).order_by("path").first()


def _grants(thing: Organization, request: HttpRequest) -> QuerySet[RoleGrant]:
    """Open grants that reach over it, the nearest first."""
    ids = [int(part) for part in thing.path.split(".")[:-1]]
    day = request.today  # type: ignore[attr-defined]
    rows = RoleGrant.objects.filter(organization__in=ids, role__in=OFFICERS, since__lte=day, user__is_active=True)
    rows = rows.exclude(until__lte=day).select_related("user", "organization")
    return rows.order_by("-organization__path", "role", "user__name")
