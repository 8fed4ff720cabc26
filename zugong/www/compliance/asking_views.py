"""Asking for a judgement: of today, of a past day, or from another day on."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zugong.accounts.enums import Role
from zugong.accounts.models import Installation
from zugong.compliance.actions.ask_judgement import ask_judgement, ask_past_judgement
from zugong.compliance.actions.change_judged_since import change_judged_since
from zugong.compliance.selectors.runs import past_runs
from zugong.core.errors import Invalid
from zugong.www.access import acting, page


ASKERS = (Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD)


@page(*ASKERS, post_only=True)
def ask(request: HttpRequest) -> HttpResponse:
    """重新核查."""
    ask_judgement(by=acting(request, ASKERS))
    messages.success(request, "已要求重新核查，完成后看板自动显示新的结果；请稍后刷新本页。")
    return redirect("compliance:board")


@page(*ASKERS, posts=True)
def ask_past(request: HttpRequest) -> HttpResponse:
    """核查过去某一天."""
    if request.method != "POST":
        return render(request, "compliance/past.html", {"past": past_runs(), "given": ""})
    given = request.POST.get("as_of", "")
    try:
        made = ask_past_judgement(_day(given), by=acting(request, ASKERS))
    except Invalid as error:
        context = {"past": past_runs(), "given": given, "message": error.fields["as_of"]}
        return render(request, "compliance/past.html", context, status=422)
    if made is None:
        messages.success(request, f"正在后台核查 {given}，完成后列在下面。")
        return redirect("compliance:ask_past")
    return redirect(f"{reverse('compliance:board')}?day={made.as_of}")


@page(*ASKERS, posts=True)
def since(request: HttpRequest) -> HttpResponse:
    """从哪天起核查."""
    desk = Installation.objects.first()
    if request.method != "POST":
        return render(request, "compliance/since.html", {"given": desk.judged_since.isoformat() if desk else ""})
    given = request.POST.get("since", "")
    try:
        chosen = _day(given, "since", "请填从哪天起核查，例如 2026-01-01。")
        change_judged_since(chosen, by=acting(request, ASKERS))
    except Invalid as error:
        problem = error.fields.get("since") or str(error)
        return render(request, "compliance/since.html", {"given": given, "problem": problem}, status=422)
    messages.success(request, f"已改为自 {chosen} 起核查。正在重新核查，完成后看板自动显示新的结果；请稍后刷新本页。")
    return redirect("compliance:board")


def _day(text: str, field: str = "as_of", otherwise: str = "请填核查日，例如 2026-06-30。") -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(fields={field: otherwise}) from None
