"""登记、更正、删除 of row-like facts: three pages for each kind, all from the table of facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, reverse

from zugong.people.actions.add_fact import add_fact
from zugong.people.actions.correct_fact import correct_fact
from zugong.people.actions.remove_fact import remove_fact
from zugong.people.facts import FACTS, Fact
from zugong.people.models import Person
from zugong.www.access import acting, page
from zugong.www.objections.mending import fill_in
from zugong.www.organizations.answering import Page, answer, posted, seen_version
from zugong.www.people.person_forms import RemovalForm, fact_form, sealed_fields


TEMPLATE = "people/person_form.html"
TABS = {
    "assessment": "grades",
    "sanction": "grades",
    "dossier_review": "household",
    "matters_report": "household",
    "family_member": "household",
    "membership": "transfers",
}
"""Kind -> the sub-tab it stands on; the others stand with the career."""

View = Callable[..., HttpResponseBase]


def back_to(person: Person, tab: str = "") -> str:
    """The page of a person, on a sub-tab."""
    return reverse("people:person", args=[person.pk]) + (f"?tab={tab}" if tab else "")


def _back(fact: Fact, person: Person) -> str:
    return back_to(person, TABS.get(fact.kind, "career"))


def _told(told: dict[str, Any], fact: Fact) -> dict[str, Any]:
    return {name: told[name] for name in fact.fields}


def _changed(told: dict[str, Any], fact: Fact) -> dict[str, Any]:
    """What is written; sealed fields left empty stay as they are."""
    return {name: value for name, value in _told(told, fact).items() if value or name not in sealed_fields(fact)}


def _add(fact: Fact) -> View:
    @page(fact.keepers, on=Person, posts=True)
    def add(request: HttpRequest, thing: Person) -> HttpResponse:
        form = fact_form(fact, request.user, fact.model(person=thing), posted(request))

        def act(told: dict[str, Any]) -> str:
            by = acting(request, fact.keepers)
            add_fact(fact.kind, thing, _told(told, fact), by=by, reason=told["reason"])
            messages.success(request, f"已登记{fact.label}。")
            return _back(fact, thing)

        shown = Page(f"登记{fact.label}", "登记", _back(fact, thing), thing.name, about=thing, template=TEMPLATE)
        return answer(request, form, shown, act)

    return _named(add, f"add_{fact.kind}", f"登记{fact.label}.")


def _correct(fact: Fact) -> View:
    @page(fact.keepers, on=fact.model, posts=True)
    def correct(request: HttpRequest, thing: Any) -> HttpResponse:
        form = fact_form(fact, request.user, thing, posted(request))
        fill_in(request, form, thing)
        back = _back(fact, thing.person)

        def act(told: dict[str, Any]) -> str:
            by, seen = acting(request, fact.keepers), seen_version(told)
            correct_fact(
                fact.model.objects.get(pk=thing.pk), _changed(told, fact), by=by, seen=seen, reason=told["reason"]
            )
            messages.success(request, f"{fact.label}已更正。")
            return back

        more = {"remove": reverse(f"people:remove_{fact.kind}", args=[thing.pk])}
        shown = Page(f"更正{fact.label}", "保存", back, thing.person.name, about=thing, more=more, template=TEMPLATE)
        return answer(request, form, shown, act)

    return _named(correct, f"correct_{fact.kind}", f"更正{fact.label}.")


def _remove(fact: Fact) -> View:
    @page(fact.keepers, on=fact.model, posts=True)
    def remove(request: HttpRequest, thing: Any) -> HttpResponse:
        form = RemovalForm(posted(request), initial={"version": thing.version})
        back = _back(fact, thing.person)

        def act(told: dict[str, Any]) -> str:
            remove_fact(thing, by=acting(request, fact.keepers), seen=seen_version(told), reason=told["reason"])
            messages.success(request, f"已删除这条{fact.label}；留痕里仍可查到。")
            return back

        note = "只用于登记有误的情形。期满或不再担任的，请用“更正”填止。"
        shown = Page(f"删除{fact.label}", "删除", back, thing.person.name, note, thing, template=TEMPLATE)
        return answer(request, form, shown, act)

    return _named(remove, f"remove_{fact.kind}", f"删除{fact.label}.")


def _named(view: View, name: str, doc: str) -> View:
    view.__name__, view.__doc__ = name, doc
    return view


def fact_addresses() -> list[URLPattern]:
    """The addresses of all kinds: `<person>/tenure/new/`, `tenure/<row>/`, `tenure/<row>/remove/`."""
    found = []
    for kind, fact in FACTS.items():
        found += [
            path(f"<int:pk>/{kind}/new/", _add(fact), name=f"add_{kind}"),
            path(f"{kind}/<int:pk>/", _correct(fact), name=f"correct_{kind}"),
            path(f"{kind}/<int:pk>/remove/", _remove(fact), name=f"remove_{kind}"),
        ]
    return found
