"""清除资料: what still keeps a person, or the form that asks the department head for a yes."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zugong.core.errors import ActionError
from zugong.objections.actions.propose_erasure import propose_erasure
from zugong.objections.erasure import PROPOSERS
from zugong.people.erasing import holds_on
from zugong.people.models import Person
from zugong.www.access import acting, page
from zugong.www.forms import tell


class ErasureForm(forms.Form):
    """Why the person is erased."""

    reason = forms.CharField(
        label="理由",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写保存期限怎样届满；记入留痕，不会清除，不要写姓名",
        error_messages={"required": "请写提出理由，审签和日后查看的人要看。"},
    )


@page(PROPOSERS, on=Person, posts=True)
def erasure(request: HttpRequest, thing: Person) -> HttpResponse:
    """清除资料: asks a second person; nothing happens before their yes."""
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            approval = propose_erasure(thing, reason=form.cleaned_data["reason"], by=acting(request, PROPOSERS))
        except ActionError as problem:
            tell(form, problem)
        else:
            messages.success(request, "已提请部领导审签；同意以前什么都不会清除。")
            return redirect("approvals:one", approval.pk)
    holds = holds_on(thing, request.today)  # type: ignore[attr-defined]
    context = {"person": thing, "form": form, "holds": holds}
    return render(request, "objections/erasure.html", context, status=422 if form.is_bound else 200)
