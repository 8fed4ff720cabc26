"""Proposals that wait for a second person: the list, one of them, yes, no, taking back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zugong.accounts.enums import OFFICERS
from zugong.approvals.actions.approve import approve
from zugong.approvals.actions.reject import reject
from zugong.approvals.actions.withdraw import withdraw
from zugong.approvals.models import Approval
from zugong.approvals.policy import can_decide, can_withdraw
from zugong.core.errors import ActionError
from zugong.www.access import acting, page
from zugong.www.approvals.forms import BackForm, NoForm, YesForm
from zugong.www.forms import tell
from zugong.www.paging import paginate


LISTS = {"waiting": "等我审签", "mine": "我提出的", "decided": "已办"}


@page(OFFICERS)
def listing(request: HttpRequest) -> HttpResponse:
    """审签."""
    shown = request.GET.get("show", "")
    shown = shown if shown in LISTS else "waiting"
    rows = _rows(request.user)[shown].select_related("proposed_by", "decided_by", "organization")
    leaf = paginate(request, rows)
    context = {"leaf": leaf, "lists": LISTS, "shown": shown, "title": LISTS[shown]}
    return render(request, "approvals/list.html", context)


@page(OFFICERS, on=Approval)
def one(request: HttpRequest, thing: Approval) -> HttpResponse:
    """审签一件: what exactly, by whom, why, and what is decided."""
    return _show(request, thing)


@page(OFFICERS, on=Approval, post_only=True)
def say_yes(request: HttpRequest, thing: Approval) -> HttpResponse:
    """同意."""
    done = f"已同意，即时生效：{thing.title}"
    return _act(request, thing, YesForm, "yes", lambda **asked: approve(thing, **asked), done)


@page(OFFICERS, on=Approval, post_only=True)
def say_no(request: HttpRequest, thing: Approval) -> HttpResponse:
    """不同意."""
    return _act(request, thing, NoForm, "no", lambda **asked: reject(thing, **asked), f"已退回提出人：{thing.title}")


@page(OFFICERS, on=Approval, post_only=True)
def take_back(request: HttpRequest, thing: Approval) -> HttpResponse:
    """撤回."""
    return _act(request, thing, BackForm, "back", lambda **asked: withdraw(thing, **asked), f"已撤回：{thing.title}")


def _act(
    request: HttpRequest, thing: Approval, kind: type[Form], name: str, act: Callable[..., Any], done: str
) -> HttpResponse:
    form = kind(request.POST, auto_id=f"{name}_%s")
    if form.is_valid():
        try:
            act(**form.cleaned_data, by=acting(request, OFFICERS))
        except ActionError as problem:
            tell(form, problem)
        else:
            messages.success(request, done)
            return redirect("approvals:one", thing.pk)
    return _show(request, Approval.objects.get(pk=thing.pk), {name: form}, status=422)


def _show(
    request: HttpRequest, approval: Approval, sent: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    forms: dict[str, Form] = {}
    if approval.waiting and can_decide(request.user, approval):  # type: ignore[arg-type]
        forms = {"yes": YesForm(initial={"seen": approval.digest}, auto_id="yes_%s"), "no": NoForm(auto_id="no_%s")}
    elif approval.waiting and can_withdraw(request.user, approval):  # type: ignore[arg-type]
        forms = {"back": BackForm(auto_id="back_%s")}
    context = {
        "approval": approval,
        "shown": approval.matter.show(approval.proposed) if approval.waiting else approval.as_proposed,
        "forms": forms | {name: form for name, form in (sent or {}).items() if name in forms},
        "failed": next(iter((sent or {}).values()), None),
    }
    return render(request, "approvals/one.html", context, status=status)


def _rows(user: Any) -> dict[str, Any]:
    visible = Approval.objects.visible_to(user)
    return {
        "waiting": Approval.objects.waiting_for(user),
        "mine": Approval.objects.filter(proposed_by=user.pk),
        "decided": visible.exclude(decision=""),
    }
