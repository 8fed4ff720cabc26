"""Sealed fields: the form that asks why, and the value, shown once."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from zugong.core.errors import ActionError
from zugong.people.actions.open_sealed import open_sealed
from zugong.people.models import Person
from zugong.people.opening import LABELS, OPENERS, Opened
from zugong.www.access import acting, page
from zugong.www.forms import tell
from zugong.www.sealed.forms import OpenForm


@page(OPENERS, on=Person, posts=True)
@never_cache
def opening(request: HttpRequest, thing: Person, field: str) -> HttpResponse:
    """打开保密字段: why; then the value, on this answer and on no other."""
    if field not in LABELS:
        raise Http404
    form = OpenForm(request.POST if request.method == "POST" else None, auto_id=f"open_{field}_%s")
    if form.is_valid():
        try:
            opened = open_sealed(thing, field, **form.cleaned_data, by=acting(request, OPENERS))
        except ActionError as problem:
            tell(form, problem)
        else:
            return _answer(request, thing, field, form, opened)
    return _answer(request, thing, field, form, status=422 if form.is_bound else 200)


def _answer(
    request: HttpRequest, person: Person, field: str, form: OpenForm, opened: Sequence[Opened] = (), status: int = 200
) -> HttpResponse:
    context = {"person": person, "field": field, "label": LABELS[field], "form": form, "opened": opened}
    context["done"] = form.is_bound and status == 200
    template = "sealed/fragments/_open.html" if request.headers.get("HX-Request") else "sealed/open.html"
    return render(request, template, context, status=status)
