"""常用查询: queries of the list of people that an account keeps under names."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zugong.core.errors import Invalid, Stale
from zugong.people.actions.remove_filter import remove_filter
from zugong.people.actions.rename_filter import rename_filter
from zugong.people.actions.save_filter import save_filter
from zugong.people.models import SavedFilter
from zugong.people.seeing import REGISTER_ROLES
from zugong.www.access import account_of, acting, page
from zugong.www.once import once
from zugong.www.people.asking import address_of, asked


@page(REGISTER_ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """常用查询: one's own, to be renamed or deleted."""
    return _show(request)


@page(REGISTER_ROLES, post_only=True)
def save(request: HttpRequest) -> HttpResponse:
    """保存常用查询."""
    query = asked(request, query=request.POST.get("query", "")).query
    by = acting(request, REGISTER_ROLES)

    def act() -> str:
        saved = save_filter(request.POST.get("name", ""), query, by=by)
        messages.success(request, f"已存为常用查询“{saved.name}”。")
        return address_of(saved.query)

    try:
        return once(request, act)
    except Invalid as problem:
        return _show(request, problem.message)


@page(REGISTER_ROLES, post_only=True)
def rename(request: HttpRequest) -> HttpResponse:
    """常用查询改名."""
    try:
        rename_filter(_own(request), request.POST.get("name", ""), by=acting(request, REGISTER_ROLES))
    except Invalid as problem:
        return _show(request, problem.message)
    messages.success(request, "名称已改。")
    return redirect(reverse("people:filters"))


@page(REGISTER_ROLES, post_only=True)
def remove(request: HttpRequest) -> HttpResponse:
    """删除常用查询."""
    remove_filter(_own(request), by=acting(request, REGISTER_ROLES))
    messages.success(request, "已删除。")
    return redirect(reverse("people:filters"))


def _show(request: HttpRequest, refusal: str = "") -> HttpResponse:
    saved = SavedFilter.objects.filter(owner=account_of(request))
    rows = [(one, address_of(one.query), asked(request, query=one.query).words) for one in saved]
    context = {"rows": rows, "refusal": refusal}
    return render(request, "people/filters.html", context, status=422 if refusal else 200)


def _own(request: HttpRequest) -> SavedFilter:
    """The query the form names, among one's own."""
    key = request.POST.get("filter", "")
    found = SavedFilter.objects.filter(owner=account_of(request), pk=key).first() if key.isdecimal() else None
    if found is None:
        raise Stale("这个常用查询已不在；请刷新页面。")
    return found
