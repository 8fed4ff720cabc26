"""How every form of this journey is answered: shown, checked, asked once more where it is grave, acted on once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.audit.recorded import RecordedModel
from zugong.core.errors import Invalid, Stale
from zugong.organizations.history import meanwhile
from zugong.www.confirming import ask_first, is_confirmed
from zugong.www.forms import tell
from zugong.www.once import once


@dataclass(frozen=True, slots=True)
class Page:
    """What a form page says: the act and what it is done to, the word on its button, the way back, what is grave.

    `facts` gives, for an act that is asked once more, what will happen, from the form's cleaned values.
    """

    act: str
    verb: str
    back: str
    where: str = ""
    note: str = ""
    about: RecordedModel | None = None
    facts: Callable[[dict[str, Any]], Iterable[tuple[str, object]]] | None = None
    warning: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    template: str = "organizations/form.html"

    @property
    def title(self) -> str:
        """The heading."""
        return f"{self.act}：{self.where}" if self.where else self.act


def answer(request: HttpRequest, form: BaseForm, page: Page, act: Callable[[dict[str, Any]], str]) -> HttpResponse:
    """The answer to a GET or POST of a form; `act` does it and returns the address to go to.

    What an action objects to is shown at the form, which keeps what was typed (status 422).
    """
    if request.method == "POST" and form.is_valid():
        if page.facts is not None and not is_confirmed(request):
            facts = list(page.facts(form.cleaned_data))
            return ask_first(
                request, title=page.title, facts=facts, verb=page.verb, back=request.path, note=page.warning
            )
        try:
            return once(request, lambda: act(form.cleaned_data))
        except Stale as problem:
            tell(form, Stale(problem.message + meanwhile(page.about)))
        except Invalid as problem:
            tell(form, problem)
    context = {"form": form, "page": page, "thing": page.about, **page.more}
    return render(request, page.template, context, status=422 if request.method == "POST" else 200)


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: the posted fields, nothing when the page is only opened."""
    return request.POST if request.method == "POST" else None


def seen_version(told: dict[str, Any]) -> int:
    """The version the form was filled from. Raises Stale when the form does not say."""
    if told.get("version") is None:
        raise Stale("这张表单没有带版本；请重新打开后再填。")
    return int(told["version"])
