"""Asking for everything to be taken out."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zugong.approvals.actions.propose import REASON_LENGTH
from zugong.core.errors import Invalid
from zugong.exchange.actions.ask_whole_out import ask_whole_out
from zugong.exchange.leaving.matter import PROPOSERS
from zugong.www.access import acting, page
from zugong.www.forms import tell


class LeavingForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="提出理由",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写提出理由，审签和日后查看的人要看。"},
        help_text="如：移交上级部门统一系统；审签人要看，也写进留痕。",
    )


@page(PROPOSERS, posts=True)
def leave(request: HttpRequest) -> HttpResponse:
    """全量导出: what it holds, and the proposal to a second person."""
    form = LeavingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            approval = ask_whole_out(reason=form.cleaned_data["reason"], by=acting(request, PROPOSERS))
            return redirect("approvals:one", pk=approval.pk)
        except Invalid as problem:
            tell(form, problem)
    return render(request, "exchange/leave.html", {"form": form}, status=422 if form.is_bound else 200)
