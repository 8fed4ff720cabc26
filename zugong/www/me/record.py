"""我的档案: what is held about the person behind the account, who looked at it, and what the person asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from zugong.accounts.refusals import record_refusal
from zugong.audit.recording import record_event
from zugong.core.errors import ActionError
from zugong.objections.actions.file_objection import Wanted, file_objection, is_within_party, may_ask
from zugong.objections.actions.withdraw_objection import withdraw_objection
from zugong.objections.limits import filing_limit
from zugong.objections.models import Objection, ObjectionEvidence, ObjectionKind
from zugong.objections.selectors import said_about
from zugong.objections.things import Thing, thing_of, value_of
from zugong.people.actions.acknowledge_sanction import acknowledge_sanction
from zugong.people.models import Person, Sanction
from zugong.www.access import account_of, acting, signed_in
from zugong.www.forms import tell
from zugong.www.me.record_files import FORMS, form_file, json_file
from zugong.www.me.record_forms import RequestForm
from zugong.www.me.record_parts import PART_SECTIONS, PARTS, keys_of
from zugong.www.me.record_traces import entries_about, traces
from zugong.www.objections.cases import case_context, paper
from zugong.www.once import once
from zugong.www.paging import paginate


@signed_in()
@never_cache
def record(request: HttpRequest) -> HttpResponse:
    """我的档案: one part of it at a time."""
    person, part = own_person(request), request.GET.get("part", "facts")
    if person is None:
        return render(request, "me/record_none.html")
    part = part if part in PARTS else "facts"
    context = {"person": person, "parts": PARTS, "part": part, "title": PARTS[part], "forms": FORMS}
    return render(request, _PAGES[part], context | _of_part(request, person, part))


@signed_in(post_only=True)
@never_cache
def take(request: HttpRequest) -> HttpResponse:
    """取走我的档案: all of it as JSON, or as the appointment form; leaves an entry."""
    person, kind = own_person(request), request.POST.get("format", "")
    if person is None:
        return redirect("me:record")
    record_event(acting(request).actor, "people.record.taken_out", person)
    return form_file(person, kind, _today(request)) if kind in FORMS else json_file(person, _today(request))


@signed_in(post_only=True)
def acknowledge(request: HttpRequest) -> HttpResponse:
    """签收处分告知."""
    number = request.POST.get("number", "")
    if number:
        acknowledge_sanction(
            _one(request, Sanction.objects.filter(person__account=account_of(request)), number), by=acting(request)
        )
        messages.success(request, "已签收。签收只表示您已知道；不服的可以申请复核、提出申诉。")
    return redirect(f"{reverse('me:record')}?part=judged")


@signed_in(posts=True)
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """有误？: ask for a correction, answer, object, ask for a review, appeal."""
    person, sent = own_person(request), request.POST if request.method == "POST" else request.GET
    if person is None:
        return redirect("me:record")
    previous = _own_request(request, sent.get("previous", "")) if sent.get("previous") else None
    thing = thing_of(person, previous.about if previous else sent.get("about", ""))
    if thing is None:
        messages.warning(request, "请从“我的档案”里，在要说的那一条旁边点“有误？”。")
        return redirect("me:record")
    kinds = [kind for kind in ObjectionKind if may_ask(thing, kind, previous)]
    if request.method != "POST":
        first = {"kind": sent.get("kind") or (kinds[0] if kinds else ""), "field": sent.get("field", "")}
        return _ask_page(request, thing, previous, RequestForm(kinds, thing.fields, initial=first))
    form = RequestForm(kinds, thing.fields, request.POST, request.FILES)
    if form.is_valid():
        wanted = _wanted(thing, previous, form)
        try:
            return once(request, lambda: _filed(request, person, wanted))
        except ActionError as problem:
            tell(form, problem)
    return _ask_page(request, thing, previous, form, status=422)


@signed_in()
@never_cache
def request_page(request: HttpRequest) -> HttpResponse:
    """我的一件请求: how far it has come, what happens next and by when."""
    if not request.GET.get("number"):
        return redirect(f"{reverse('me:record')}?part=requests")
    objection = _own_request(request, request.GET["number"])
    return render(request, "me/request.html", case_context(objection, _today(request)) | {"own": True})


@signed_in(post_only=True)
def withdraw(request: HttpRequest) -> HttpResponse:
    """撤回我的请求."""
    if not request.POST.get("number"):
        return redirect(f"{reverse('me:record')}?part=requests")
    objection = _own_request(request, request.POST["number"])
    withdraw_objection(objection, by=acting(request))
    messages.success(request, "已撤回。")
    return redirect(_address(objection))


@signed_in()
@never_cache
def own_paper(request: HttpRequest) -> HttpResponse:
    """我交的材料: one paper."""
    number = request.GET.get("number", "")
    if not number:
        return redirect(f"{reverse('me:record')}?part=requests")
    found = ObjectionEvidence.objects.of(account_of(request)).select_related("file")
    return paper(_one(request, found, number))


def own_person(request: HttpRequest) -> Person | None:
    """The person behind the account; None while nobody has linked them."""
    return Person.objects.select_related("home").filter(account=account_of(request)).first()


_PAGES = {
    "facts": "me/record_sections.html",
    "judged": "me/record_sections.html",
    "seen": "me/record_seen.html",
    "requests": "me/record_requests.html",
}


def _of_part(request: HttpRequest, person: Person, part: str) -> dict[str, Any]:
    if part in PART_SECTIONS:
        sections = PART_SECTIONS[part](person)
        said = said_about({line.key for section in sections for line in section.lines})
        for line in (line for section in sections for line in section.lines):
            line.said = [each for each in said.get(line.key, ()) if each.field == line.column or not line.column]
        return {
            "sections": [section for section in sections if section.lines],
            "empty": [section.title for section in sections if not section.lines],
        }
    if part == "seen":
        keys = keys_of(person)
        leaf = paginate(request, entries_about(keys))
        return {"leaf": leaf, "traces": traces(leaf, keys)}
    return {"leaf": paginate(request, person.objections.select_related("handler"))}


def _filed(request: HttpRequest, person: Person, wanted: Wanted) -> str:
    objection = file_objection(person, wanted, by=acting(request))
    messages.success(request, "已提交。进展在这一页看；办结后工作台会提醒您。")
    return _address(objection)


def _wanted(thing: Thing, previous: Objection | None, form: RequestForm) -> Wanted:
    values = form.cleaned_data
    papers = tuple((file.name, file.read()) for file in values["papers"] if file)
    return Wanted(values["kind"], thing.key, values["statement"], values["field"], values["wished"], papers, previous)


def _ask_page(
    request: HttpRequest, thing: Thing, previous: Objection | None, form: RequestForm, status: int = 200
) -> HttpResponse:
    day = _today(request)
    within, reviewed = is_within_party(thing), previous is not None and previous.kind == ObjectionKind.REVIEW
    limits = {
        kind.label: found
        for kind in form.kinds
        if (found := filing_limit(kind, day, is_within_party=within, after_review=reviewed))
    }
    column = form["field"].value()
    value = value_of(thing.row, column) if thing.row is not None and column in thing.fields else ""
    context = {
        "form": form,
        "thing": thing,
        "previous": previous,
        "limits": limits,
        "within_party": within and ObjectionKind.APPEAL in form.kinds,
        "column": thing.fields.get(column, ""),
        "corrects": ObjectionKind.CORRECTION in form.kinds,
        "value": value,
    }
    return render(request, "me/ask.html", context, status=status)


def _own_request(request: HttpRequest, number: str) -> Objection:
    rows = Objection.objects.of(account_of(request)).select_related("person", "handler", "previous")
    found: Objection = _one(request, rows, number)
    return found


def _one(request: HttpRequest, rows: Any, number: str) -> Any:
    """The row of that number among the account's own; else 404 and an entry, as for any thing out of scope."""
    found = rows.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    if found is None:
        kind = f"{rows.model._meta.label_lower}:"
        record_refusal(acting(request).actor, "www.thing.out_of_scope", f"{kind}{number}"[:200], kind=kind)
        raise Http404
    return found


def _today(request: HttpRequest) -> date:
    day: date = request.today  # type: ignore[attr-defined]
    return day


def _address(objection: Objection) -> str:
    return f"{reverse('me:request')}?number={objection.pk}"
