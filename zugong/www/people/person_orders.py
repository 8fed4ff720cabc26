"""班子排序、职务排序 and the confirming of experiences: small pages around posts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zugong.core.errors import Invalid
from zugong.organizations.models import Organization
from zugong.people.actions.confirm_mark import confirm_mark
from zugong.people.actions.decline_mark import decline_mark
from zugong.people.actions.order_posts import order_posts
from zugong.people.actions.order_team import order_team
from zugong.people.actions.propose_marks import propose_marks
from zugong.people.models import ExperienceMark, Person, Tenure
from zugong.people.ordering import posts_in_order, team_of
from zugong.people.policy import KEEPERS
from zugong.people.selectors import present_on
from zugong.www.access import acting, page
from zugong.www.once import once
from zugong.www.people.person_facts import back_to
from zugong.www.people.person_forms import MarkForm


def _ordered(request: HttpRequest, rows: Sequence[Tenure]) -> list[int]:
    """The rows by the numbers typed beside them, then moved one place where a button of 上移, 下移 was pressed."""
    typed = {row.pk: request.POST.get(f"place-{row.pk}", "").strip() for row in rows}
    places = {
        pk: int(text) if text.isascii() and text.isdigit() else at for at, (pk, text) in enumerate(typed.items(), 1)
    }
    order = sorted(typed, key=lambda pk: places[pk])
    for name, step in (("up", -1), ("down", 1)):
        moved = request.POST.get(name, "")
        if moved.isascii() and moved.isdigit() and int(moved) in order:
            at = order.index(int(moved))
            to = min(max(at + step, 0), len(order) - 1)
            order[at], order[to] = order[to], order[at]
    return order


def _answer(request: HttpRequest, rows: list[Tenure], save: Any, context: dict[str, Any]) -> HttpResponse:
    """The sheet of places; 上移 and 下移 only show the new order, 保存顺序 keeps it whole."""
    if request.method == "POST":
        order = _ordered(request, rows)
        if not {"up", "down"} & request.POST.keys():
            return once(request, lambda: save(order))
        by_pk = {row.pk: row for row in rows}
        rows = [by_pk[pk] for pk in order]
        context["moved"] = True
    return render(request, "people/person_order.html", context | {"rows": rows})


@page(KEEPERS, on=Organization, posts=True)
def team(request: HttpRequest, thing: Organization) -> HttpResponse:
    """班子排序."""
    back = reverse("organizations:one", args=[thing.pk])

    def save(order: list[int]) -> str:
        order_team(thing, order, by=acting(request, KEEPERS))
        messages.success(request, "班子的顺序已保存。")
        return back

    rows = team_of(thing, request.today)  # type: ignore[attr-defined]
    context = {"title": "班子排序", "where": thing.name, "back": back, "of_people": True}
    return _answer(request, rows, save, context)


@page(KEEPERS, on=Person, posts=True)
def posts(request: HttpRequest, thing: Person) -> HttpResponse:
    """职务排序."""
    back = back_to(thing, "career")

    def save(order: list[int]) -> str:
        order_posts(thing, order, by=acting(request, KEEPERS))
        messages.success(request, "职务的顺序已保存。")
        return back

    held = thing.tenures.filter(present_on(request.today)).select_related("organization", "person")  # type: ignore[attr-defined]
    context = {"title": "职务排序", "where": thing.name, "back": back, "of_people": False}
    return _answer(request, posts_in_order(held), save, context)


@page(KEEPERS, on=Person, post_only=True)
def propose(request: HttpRequest, thing: Person) -> HttpResponse:
    """按简历提出经历标记."""

    def act() -> str:
        many = propose_marks(thing, by=acting(request, KEEPERS))
        messages.success(request, f"按简历提出 {many} 条，请逐条认定。" if many else "简历里没有新的可提出的经历。")
        return back_to(thing, "career")

    return once(request, act)


@page(KEEPERS, on=ExperienceMark, post_only=True)
def confirm(request: HttpRequest, thing: ExperienceMark) -> HttpResponse:
    """认定经历."""
    form = MarkForm(request.POST, person=thing.person)

    def act() -> str:
        tenure = form.cleaned_data.get("tenure") if form.is_valid() else None
        confirm_mark(thing, tenure, by=acting(request, KEEPERS), seen=form.cleaned_data.get("version"))
        messages.success(request, f"已认定{thing.get_kind_display()}。")
        return back_to(thing.person, "career")

    try:
        return once(request, act)
    except Invalid as problem:
        messages.error(request, problem.message)
        return render(request, "people/person_refused.html", {"person": thing.person, "problem": problem}, status=422)


@page(KEEPERS, on=ExperienceMark, post_only=True)
def decline(request: HttpRequest, thing: ExperienceMark) -> HttpResponse:
    """不认定经历."""

    def act() -> str:
        decline_mark(thing, by=acting(request, KEEPERS))
        messages.success(request, f"已记为不认定{thing.get_kind_display()}。")
        return back_to(thing.person, "career")

    return once(request, act)
