"""Giving roles over the tree, and taking them back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.accounts.models import User
from zugong.core.errors import Invalid
from zugong.organizations.actions.grant_role import grant_role
from zugong.organizations.actions.revoke_role import revoke_role
from zugong.organizations.models import Organization
from zugong.organizations.policy_of_grants import must_grant
from zugong.www.access import acting, page
from zugong.www.administration.forms import GrantForm, ReasonForm
from zugong.www.administration.selectors import organizations_matching, way_to
from zugong.www.administration.views import SECURITY, done
from zugong.www.forms import tell


@page(SECURITY, on=User, everywhere=(SECURITY,), posts=True)
def grant(request: HttpRequest, thing: User) -> HttpResponse:
    """授予岗位."""
    by, under = acting(request, [SECURITY]), _asked(request)
    must_grant(by, thing)
    initial = {"since": request.today}  # type: ignore[attr-defined]
    form = GrantForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and under is None:
        form.add_error(None, "请先在左边选定管到哪个组织。")
    if form.is_valid() and under is not None:
        try:
            made = grant_role(thing, organization=under, **form.cleaned_data, by=by)
        except Invalid as problem:
            tell(form, problem)
        else:
            words = f"已授予{made.get_role_display()}，管到{under.name}及其下级，马上生效。"
            return done(request, thing, words)
    return render(
        request, "administration/grant.html", _picker(request, thing, under, form), status=422 if form.errors else 200
    )


@page(SECURITY, on=User, everywhere=(SECURITY,), posts=True)
def revoke(request: HttpRequest, thing: User, number: int) -> HttpResponse:
    """收回岗位."""
    held = thing.grants.select_related("organization").filter(pk=number).first()
    if held is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            revoke_role(held, by=acting(request, [SECURITY]), reason=form.cleaned_data["reason"])
        except Invalid as problem:
            tell(form, problem)
        else:
            return done(request, thing, f"已收回{held.get_role_display()}，马上生效。")
    context = {"thing": thing, "held": held, "form": form}
    return render(request, "administration/revoke.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> Organization | None:
    """The organization that the form or the address names. Whoever grants roles chooses from the whole tree."""
    text = request.POST.get("under") or request.GET.get("under") or ""
    return Organization.objects.filter(pk=text).first() if text.isascii() and text.isdecimal() else None


def _picker(request: HttpRequest, thing: User, under: Organization | None, form: GrantForm) -> dict[str, object]:
    words = request.GET.get("q", "").strip()
    below = Organization.objects.filter(parent=under, dissolved_on__isnull=True)
    return {
        "thing": thing,
        "form": form,
        "under": under,
        "way": way_to(under) if under else [],
        "choices": list(organizations_matching(words) if words else below[:500]),
        "words": words,
    }
