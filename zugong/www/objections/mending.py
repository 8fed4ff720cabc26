"""From an upheld request to the page where it is put right, with the wished value filled in."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse

from zugong.objections.models import Objection, ObjectionKind, ObjectionStatus
from zugong.objections.seeing import HANDLERS
from zugong.people.facts import FACTS
from zugong.people.models import Person


PARAMETER = "objection"
MENDED = (ObjectionStatus.UPHELD, ObjectionStatus.PARTLY_UPHELD)

_PERSON = Person._meta.label_lower
_PAGES = {fact.model._meta.label_lower: f"people:correct_{kind}" for kind, fact in FACTS.items()}


def mending_address(objection: Objection) -> str:
    """The edit page of what an upheld request is about; empty where there is nothing to put right there."""
    if objection.status not in MENDED or objection.kind == ObjectionKind.ANSWER:
        return ""
    label, _, number = objection.about.partition(":")
    if label == _PERSON:
        address = reverse("people:correct", args=[objection.person_id])
    elif label in _PAGES:
        address = reverse(_PAGES[label], args=[number])
    elif label == "people.careerentry":
        address = reverse("people:career", args=[objection.person_id])
    else:
        return ""
    return f"{address}?{PARAMETER}={objection.pk}"


def reason_of(objection: Objection) -> str:
    """How the entry of the change names the request."""
    return f"本人请求第 {objection.pk} 号，{objection.get_status_display()}"


def fill_in(request: HttpRequest, form: BaseForm, row: Any) -> None:
    """Put the wished value and the reason into an edit form that was opened from an upheld request about the row."""
    number = request.GET.get(PARAMETER, "")
    if form.is_bound or not number.isdecimal() or len(number) > 18:
        return
    seen = Objection.objects.visible_to(request.user, HANDLERS)
    objection = seen.filter(pk=number, about=row.record_key, status__in=MENDED).first()
    if objection is None:
        return
    form.initial["reason"] = reason_of(objection)
    if objection.field in form.fields and objection.wished:
        form.initial[objection.field] = _stored(row, objection.field, objection.wished)


def _stored(row: Any, name: str, wished: str) -> str:
    """A wished label as the code that is stored, where the column has codes."""
    codes = {label: code for code, label in row._meta.get_field(name).flatchoices}
    return str(codes.get(wished.strip(), wished))
