"""Requests of people about what is held about them: the list, one of them, taking up, answering, more time, papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import F, Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from zugong.core.errors import ActionError
from zugong.objections.actions.decide_objection import decide_objection
from zugong.objections.actions.extend_objection import extend_objection, extension_of
from zugong.objections.actions.take_up_objection import take_up_objection
from zugong.objections.models import OPEN, Objection, ObjectionEvidence
from zugong.objections.policy import bar_of
from zugong.objections.seeing import HANDLERS
from zugong.objections.selectors import overdue
from zugong.www.access import acting, page
from zugong.www.forms import tell
from zugong.www.objections.cases import LAMPS, case_context, paper
from zugong.www.objections.forms import STATES, DecideForm, ExtendForm, ListForm
from zugong.www.objections.mending import mending_address, reason_of
from zugong.www.paging import paginate


@page(HANDLERS)
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """异议与更正: requests of the people in scope, the most urgent first."""
    form = ListForm(request.GET)
    leaf = paginate(request, _asked(request, form).select_related("person__home", "handler"))
    for objection in leaf:
        objection.lamp_of = LAMPS[objection.status]
    context = {"form": form, "leaf": leaf, "title": STATES[_shown(form)], "day": request.today}  # type: ignore[attr-defined]
    return render(request, "objections/list.html", context)


@page(HANDLERS, on=Objection)
@never_cache
def one(request: HttpRequest, thing: Objection) -> HttpResponse:
    """异议与更正一件: what is asked, the papers, the history, and the answer."""
    return _show(request, thing)


@page(HANDLERS, on=Objection, post_only=True)
def take_up(request: HttpRequest, thing: Objection) -> HttpResponse:
    """受理."""
    try:
        take_up_objection(thing, by=acting(request, HANDLERS))
    except ActionError as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, "已由您受理。")
    return redirect("objections:one", thing.pk)


@page(HANDLERS, on=Objection, post_only=True)
def decide(request: HttpRequest, thing: Objection) -> HttpResponse:
    """答复."""
    return _act(request, thing, DecideForm, "decide", decide_objection, "已答复，本人会在工作台看到。")


@page(HANDLERS, on=Objection, post_only=True)
def extend(request: HttpRequest, thing: Objection) -> HttpResponse:
    """延长期限."""
    return _act(request, thing, ExtendForm, "extend", extend_objection, "期限已延长，本人看得到。")


@page(HANDLERS, on=ObjectionEvidence)
@never_cache
def evidence(request: HttpRequest, thing: ObjectionEvidence) -> HttpResponse:
    """佐证材料: one paper of a request."""
    return paper(thing)


def _act(
    request: HttpRequest, thing: Objection, kind: type[Form], name: str, act: Callable[..., Any], done: str
) -> HttpResponse:
    form = kind(request.POST, auto_id=f"{name}_%s")
    if form.is_valid():
        try:
            act(thing, **form.cleaned_data, by=acting(request, HANDLERS))
        except ActionError as problem:
            tell(form, problem)
        else:
            messages.success(request, done)
            return redirect("objections:one", thing.pk)
    return _show(request, Objection.objects.get(pk=thing.pk), {name: form}, status=422)


def _show(
    request: HttpRequest, objection: Objection, sent: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    objection = Objection.objects.select_related("person__home", "handler", "previous__handler").get(pk=objection.pk)
    bar = bar_of(objection, request.user) if objection.is_open else None
    context = case_context(objection, request.today) | {  # type: ignore[attr-defined]
        "bar": bar,
        "may_take_up": objection.is_open and bar is None and objection.handler_id != request.user.pk,
        "forms": _forms(request, objection, bar) | (sent or {}),
        "failed": next(iter((sent or {}).values()), None),
        "mending": mending_address(objection),
        "mending_reason": reason_of(objection),
    }
    return render(request, "objections/one.html", context, status=status)


def _forms(request: HttpRequest, objection: Objection, bar: Any) -> dict[str, Form]:
    if not objection.is_open or bar is not None or objection.handler_id != request.user.pk:
        return {}
    forms: dict[str, Form] = {"decide": DecideForm(auto_id="decide_%s")}
    if extension_of(objection):
        forms["extend"] = ExtendForm(auto_id="extend_%s")
    return forms


def _shown(form: ListForm) -> str:
    return (form.cleaned_data.get("show") if form.is_valid() else "") or "open"


def _asked(request: HttpRequest, form: ListForm) -> Any:
    rows = Objection.objects.visible_to(request.user, HANDLERS)
    shown = _shown(form)
    if shown == "overdue":
        rows = overdue(rows, request.today)  # type: ignore[attr-defined]
    elif shown == "open":
        rows = rows.filter(status__in=OPEN)
    elif shown == "mine":
        rows = rows.filter(handler=request.user.pk)
    elif shown == "closed":
        rows = rows.exclude(status__in=OPEN)
    values = form.cleaned_data if form.is_valid() else {}
    if values.get("kind"):
        rows = rows.filter(kind=values["kind"])
    if values.get("text"):
        rows = rows.filter(Q(person__name__icontains=values["text"]) | Q(person__code=values["text"]))
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")
