"""花名册 and 任免审批表: lists on paper, and the form of one person or of many."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.audit.recording import record_event
from zugong.documents.form_files import pack_forms
from zugong.evidence.types import DOCX, XLSX
from zugong.people.actions.open_sealed import note_taken_out
from zugong.people.form_rows import forms_of
from zugong.people.forms import occasion_on
from zugong.people.models import Person
from zugong.people.ordering import in_fixed_order
from zugong.people.seeing import FAMILY_ROLES, REGISTER_ROLES
from zugong.www.access import account_of, acting, page
from zugong.www.people.asking import asked, hidden
from zugong.www.people.roster_design import (
    COLUMNS,
    MOST,
    FormsForm,
    Roster,
    RosterForm,
    TakeForm,
    design_query,
    roster_of,
    short_list_query,
)
from zugong.www.people.roster_paper import written_roster


KINDS = {"docx": DOCX, "xlsx": XLSX}
MOST_FORMS = 500


@page(REGISTER_ROLES)
def show(request: HttpRequest) -> HttpResponse:
    """花名册: choose columns, grouping and order; what is seen is what is printed."""
    return _show(request, TakeForm())


SEALED_ON_FORMS = ("身份证号", "健康状况", "家庭成员")
"""What lies sealed and leaves with a form: each of the people can read that it did."""


@page(REGISTER_ROLES, post_only=True)
def take(request: HttpRequest) -> HttpResponse:
    """导出花名册: as a Word document or a workbook, on record with its purpose."""
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    roster, kind = _roster(request)[0], form.cleaned_data["kind"]
    _tell(request, "people.roster.taken_out", form.cleaned_data["purpose"], roster.count, kind)
    content = written_roster(roster, kind, today=request.today)  # type: ignore[attr-defined]
    return _file(f"{roster.title}.{kind}", content, KINDS[kind])


@page(FAMILY_ROLES)
def forms(request: HttpRequest) -> HttpResponse:
    """干部任免审批表: of the chosen people."""
    return _show_forms(request, FormsForm(initial={"filled_by": account_of(request).name}))


@page(FAMILY_ROLES, post_only=True)
def take_forms(request: HttpRequest) -> HttpResponse:
    """导出干部任免审批表: on record with their purpose."""
    form = FormsForm(request.POST)
    people = _people(request)
    if len(people) > MOST_FORMS:
        form.add_error(None, f"一次最多出 {MOST_FORMS} 份；请缩小范围分几次出。")
    if not people:
        form.add_error(None, "没有选到人；请回人员页重新选。")
    if not form.is_valid():
        return _show_forms(request, form)
    told, day = form.cleaned_data, request.today  # type: ignore[attr-defined]
    own = ("submitting_unit", "filled_by", "reason") + (("proposed_post", "removed_post") if len(people) == 1 else ())
    occasion = occasion_on(day, **{name: told[name] or None for name in own})
    package = pack_forms(forms_of(people, day, occasion), told["kind"], day)
    note_taken_out(people, SEALED_ON_FORMS, told["purpose"], by=acting(request, FAMILY_ROLES))
    _tell(request, "people.forms.taken_out", told["purpose"], len(people), told["kind"])
    return _file(package.name, package.content, package.media_type)


def _show(request: HttpRequest, form: TakeForm) -> HttpResponse:
    roster, design = _roster(request)
    wanted = asked(request, REGISTER_ROLES)
    context = {
        "roster": roster,
        "design": design,
        "form": form,
        "asked": wanted,
        "kept": [pair for pair in hidden(wanted.query) if pair[0] not in RosterForm.base_fields],
        "columns": COLUMNS.items(),
        "short_list": short_list_query(wanted.query),
        "most": MOST,
        "span": len(roster.keys) + 2,
        "design_query": design_query(request.GET),
    }
    return render(request, "people/roster.html", context, status=422 if form.is_bound else 200)


def _roster(request: HttpRequest) -> tuple[Roster, RosterForm]:
    design = RosterForm.filled(request.GET)
    return roster_of(asked(request, REGISTER_ROLES), design.values, request.user, request.today), design  # type: ignore[attr-defined]


def _show_forms(request: HttpRequest, form: FormsForm) -> HttpResponse:
    wanted = asked(request, FAMILY_ROLES)
    people = wanted.rows.order_by("strokes", "id")
    context = {"form": form, "asked": wanted, "people": people[:20], "count": people.count(), "most": MOST_FORMS}
    return render(request, "people/appointment_forms.html", context, status=422 if form.is_bound else 200)


def _people(request: HttpRequest) -> list[Person]:
    rows: Any = asked(request, FAMILY_ROLES).rows
    found = {person.pk: person for person in rows.select_related("photo").order_by("strokes", "id")[: MOST_FORMS + 1]}
    return [found[pk] for pk in in_fixed_order(list(found), request.today)]  # type: ignore[attr-defined]


def _tell(request: HttpRequest, verb: str, purpose: str, count: int, kind: str) -> None:
    """What leaves the system leaves an entry."""
    by = acting(request, REGISTER_ROLES)
    record_event(by.actor, verb, "people.person:", reason=purpose, details={"people": count, "kind": kind})


def _file(name: str, content: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
