"""名单: lists of people under a name: made, filled, ordered, shared, combined, locked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zugong.accounts.models import User
from zugong.core.errors import Invalid
from zugong.people.actions.change_list import change_list
from zugong.people.actions.combine_lists import combine_lists
from zugong.people.actions.create_list import create_list
from zugong.people.actions.extend_list import extend_list
from zugong.people.actions.lock_list import lock_list
from zugong.people.actions.order_list import order_list
from zugong.people.actions.remove_list import remove_list
from zugong.people.actions.share_list import share_list
from zugong.people.actions.shorten_list import shorten_list
from zugong.people.actions.unshare_list import unshare_list
from zugong.people.lists import MOST_ON_A_LIST, lists_of, on_list
from zugong.people.models import NamedList
from zugong.people.seeing import REGISTER_ROLES
from zugong.www.access import account_of, acting, page
from zugong.www.confirming import ask_first, is_confirmed
from zugong.www.forms import tell
from zugong.www.once import once
from zugong.www.paging import paginate
from zugong.www.people.asking import asked, hidden
from zugong.www.people.cells import cells_of
from zugong.www.people.list_forms import CombineForm, ListForm, ShareForm, TakeForm
from zugong.www.people.listing import fill


SHOWN = ["sex", "born_on", "education", "post", "level", "home"]
HEADS = ("性别", "出生年月", "学历", "现任职务", "层次", "管理单位")


def address(named_list: NamedList) -> str:
    """The page of a list."""
    return reverse("people:named_list", args=[named_list.pk])


@page(REGISTER_ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """名单: one's own and those shared with the account."""
    return render(request, "people/lists.html", {"leaf": paginate(request, lists_of(request.user))})


@page(REGISTER_ROLES, on=NamedList)
def one(request: HttpRequest, thing: NamedList) -> HttpResponse:
    """名单: who is on it, as far as the account sees them."""
    return _show(request, thing)


@page(REGISTER_ROLES, posts=True)
def take(request: HttpRequest) -> HttpResponse:
    """加入名单: the chosen people onto a new list, or onto one of one's own."""
    wanted = asked(request, REGISTER_ROLES)
    form = TakeForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        keys = list(wanted.rows.order_by("pinyin", "id").values_list("pk", flat=True)[: MOST_ON_A_LIST + 1])
        try:
            return once(request, lambda: _take(request, form.cleaned_data, keys))
        except Invalid as problem:
            tell(form, problem)
    context = {"form": form, "asked": wanted, "count": wanted.rows.count(), "kept": hidden(wanted.query)}
    return render(request, "people/take.html", context, status=422 if request.method == "POST" else 200)


@page(REGISTER_ROLES, on=NamedList, posts=True)
def edit(request: HttpRequest, thing: NamedList) -> HttpResponse:
    """修改名单: its name and purpose."""
    initial = {"name": thing.name, "purpose": thing.purpose, "version": thing.version}
    form = ListForm(request.POST or None, initial=initial)

    def act(told: dict[str, Any]) -> str:
        by = acting(request, REGISTER_ROLES)
        change_list(thing, told["name"], told["purpose"], by=by, seen=told["version"])
        messages.success(request, "名单已修改。")
        return address(thing)

    return _answer(request, form, "修改名单", "保存", act, thing)


@page(REGISTER_ROLES, posts=True)
def combine(request: HttpRequest) -> HttpResponse:
    """合成名单: out of two or more."""
    form = CombineForm(request.POST or None, user=request.user)

    def act(told: dict[str, Any]) -> str:
        by = acting(request, REGISTER_ROLES)
        made = combine_lists(told["name"], told["ordered"], told["how"], by=by, purpose=told["purpose"])
        messages.success(request, f"已合成“{made.name}”。")
        return address(made)

    return _answer(request, form, "合成名单", "合成", act)


@page(REGISTER_ROLES, on=NamedList, post_only=True)
def lock(request: HttpRequest, thing: NamedList) -> HttpResponse:
    """锁定或解锁名单."""
    locked = request.POST.get("locked") == "1"
    lock_list(thing, locked=locked, by=acting(request, REGISTER_ROLES))
    messages.success(request, "已锁定，解锁前谁也不能改。" if locked else "已解锁。")
    return redirect(address(thing))


@page(REGISTER_ROLES, on=NamedList, post_only=True)
def order(request: HttpRequest, thing: NamedList) -> HttpResponse:
    """名单排序: by the numbers typed; equal ones keep their order."""
    people = on_list(thing, request.user).people
    wanted = sorted(people, key=lambda pk: _place(request.POST.get(f"place-{pk}", ""), people.index(pk)))
    return _acted(request, thing, lambda by: order_list(thing, wanted, by=by), "顺序已保存。")


@page(REGISTER_ROLES, on=NamedList, post_only=True)
def shorten(request: HttpRequest, thing: NamedList) -> HttpResponse:
    """名单减人."""
    chosen = {int(key) for key in request.POST.getlist("pk") if key.isdecimal()}
    keys = [pk for pk in on_list(thing, request.user).people if pk in chosen]
    return _acted(request, thing, lambda by: shorten_list(thing, keys, by=by), f"已从名单去掉 {len(keys)} 人。")


@page(REGISTER_ROLES, on=NamedList, post_only=True)
def share(request: HttpRequest, thing: NamedList) -> HttpResponse:
    """共享名单: with another account, to read."""
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _show(request, thing, form)
    try:
        share_list(thing, form.cleaned_data["username"], by=acting(request, REGISTER_ROLES))
    except Invalid as problem:
        tell(form, problem)
        return _show(request, thing, form)
    messages.success(request, "已共享；对方只看得到自己管辖范围内的人。")
    return redirect(address(thing))


@page(REGISTER_ROLES, on=NamedList, post_only=True)
def unshare(request: HttpRequest, thing: NamedList) -> HttpResponse:
    """取消共享名单."""
    user = User.objects.filter(shared_lists__named_list=thing, username=request.POST.get("username", "")).first()
    if user is not None:
        unshare_list(thing, user.pk, by=acting(request, REGISTER_ROLES))
    messages.success(request, "已取消共享。")
    return redirect(address(thing))


@page(REGISTER_ROLES, on=NamedList, post_only=True)
def remove(request: HttpRequest, thing: NamedList) -> HttpResponse:
    """删除名单."""
    if not is_confirmed(request):
        facts = [("名单", thing.name), ("人数", f"{thing.entries.count()} 人"), ("人员资料", "不受影响")]
        return ask_first(request, title="删除名单", facts=facts, verb="删除", back=address(thing))
    name = thing.name
    try:
        remove_list(thing, by=acting(request, REGISTER_ROLES))
    except Invalid as problem:
        messages.error(request, problem.message)
        return redirect(address(thing))
    messages.success(request, f"已删除名单“{name}”。")
    return redirect(reverse("people:lists"))


def _take(request: HttpRequest, told: dict[str, Any], keys: list[int]) -> str:
    by = acting(request, REGISTER_ROLES)
    named_list = told["named_list"]
    if named_list is None:
        named_list = create_list(told["name"], keys, by=by, purpose=told["purpose"])
        messages.success(request, f"已建立名单“{named_list.name}”。")
    else:
        added = extend_list(named_list, keys, by=by)
        messages.success(request, f"“{named_list.name}”加了 {added} 人；原来就在的没有重复加。")
    return address(named_list)


def _show(request: HttpRequest, thing: NamedList, form: ShareForm | None = None) -> HttpResponse:
    held = on_list(thing, request.user)
    leaf = paginate(request, held.people)
    rows = fill(leaf, request.user, request.today)  # type: ignore[attr-defined]
    for place, row in enumerate(rows, start=leaf.start_index()):
        row |= {"place": place, "cells": cells_of(row, SHOWN)}
    context = {
        "thing": thing,
        "leaf": leaf,
        "rows": rows,
        "heads": HEADS,
        "beyond": held.beyond,
        "owns": thing.owner_id == account_of(request).pk,
        "shares": thing.shares.select_related("user"),
        "form": form or ShareForm(),
    }
    return render(request, "people/named_list.html", context, status=422 if form else 200)


def _answer(
    request: HttpRequest, form: Any, title: str, verb: str, act: Any, thing: NamedList | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: act(form.cleaned_data))
        except Invalid as problem:
            tell(form, problem)
    context = {"form": form, "title": title, "verb": verb, "thing": thing}
    return render(request, "people/list_form.html", context, status=422 if request.method == "POST" else 200)


def _acted(request: HttpRequest, thing: NamedList, act: Any, done: str) -> HttpResponse:
    try:
        act(acting(request, REGISTER_ROLES))
    except Invalid as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, done)
    return redirect(address(thing))


def _place(typed: str, place: int) -> tuple[int, int]:
    return (int(typed) if typed.isdecimal() and len(typed) < 9 else place + 1, place)
