"""Local values: the list, one of them, proposing one and proposing its end."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zugong.accounts.enums import Role
from zugong.approvals.actions.propose_end import propose_end
from zugong.approvals.actions.propose_local_value import propose_local_value
from zugong.approvals.local_values import ADOPT, END
from zugong.approvals.models import Approval
from zugong.core.errors import ActionError
from zugong.gates.law import live_law
from zugong.gates.models import LocalValue
from zugong.gates.pack_files import as_archive
from zugong.gates.policy import PROPOSERS, root_of
from zugong.regulations.law.model import Law
from zugong.www.access import EVERYBODY, acting, page, signed_in
from zugong.www.forms import tell
from zugong.www.rulebook.forms import EndForm, LocalValueForm
from zugong.www.rulebook.histories import history
from zugong.www.rulebook.local_lines import LocalLine


@signed_in()
def listing(request: HttpRequest) -> HttpResponse:
    """本地值."""
    law = live_law()
    values = LocalValue.objects.visible_to(request.user).select_related("proposed_by", "approved_by")
    context = {
        "lines": [_line(law, value, request) for value in values],
        "parameters": sorted(law.parameters.values(), key=lambda parameter: parameter.key),
        "may_propose": _may_propose(request),
        "waiting": _waiting(request),
    }
    return render(request, "rulebook/local_values.html", context)


@signed_in()
def pack(request: HttpRequest) -> HttpResponse:
    """导出本地法规包: the local values as files for `zugong check --pack`."""
    response = HttpResponse(as_archive(live_law()), content_type="application/zip")
    response["Content-Disposition"] = "attachment; filename=local-pack.zip"
    return response


@page(EVERYBODY, on=LocalValue)
def one(request: HttpRequest, thing: LocalValue) -> HttpResponse:
    """一个本地值: where it stands, who proposed it and who said yes."""
    return _show(request, thing, EndForm() if _may_propose(request) else None)


@page(Role.ORGANIZATION_OFFICER, on=LocalValue, post_only=True)
def end(request: HttpRequest, thing: LocalValue) -> HttpResponse:
    """提出终止本地值."""
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            asked = form.cleaned_data
            by = acting(request, PROPOSERS)
            return redirect("approvals:one", propose_end(thing, asked["until"], reason=asked["reason"], by=by).pk)
        except ActionError as problem:
            tell(form, problem)
    return _show(request, thing, form, status=422)


@page(Role.ORGANIZATION_OFFICER, posts=True)
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """提出本地值."""
    law = live_law()
    parameter = law.parameters.get(key)
    if parameter is None:
        raise Http404
    form = LocalValueForm(parameter, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            by = acting(request, PROPOSERS)
            approval = propose_local_value(form.draft(), reason=form.cleaned_data["reason"], by=by)
            return redirect("approvals:one", approval.pk)
        except ActionError as problem:
            tell(form, problem)
    context = {"form": form, "history": history(law, parameter, request.today), "may": _may_propose(request)}  # type: ignore[attr-defined]
    return render(request, "rulebook/propose.html", context, status=422 if form.is_bound else 200)


def _show(request: HttpRequest, value: LocalValue, form: EndForm | None, status: int = 200) -> HttpResponse:
    context = {"line": _line(live_law(), value, request), "form": form}
    return render(request, "rulebook/local_value.html", context, status=status)


def _line(law: Law, value: LocalValue, request: Any) -> LocalLine:
    return LocalLine(law.parameters[value.parameter], value, request.today)


def _waiting(request: HttpRequest) -> list[Approval]:
    """Proposals about local values that nobody has decided, for those concerned."""
    visible = Approval.objects.visible_to(request.user).filter(decision="", verb__in=[ADOPT, END])
    return list(visible.select_related("proposed_by"))


def _may_propose(request: HttpRequest) -> bool:
    return root_of(request.user, PROPOSERS) is not None  # type: ignore[arg-type]
