"""核对后提交: before an act that cannot be taken back, the page shows what will happen and asks once more."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


FIELD = "confirmed"
_OWN = frozenset({FIELD, "csrfmiddlewaretoken"})


def is_confirmed(request: HttpRequest) -> bool:
    """Whether the form comes from the page that asks."""
    return request.POST.get(FIELD) == "1"


def ask_first(
    request: HttpRequest,
    *,
    title: str,
    facts: Iterable[tuple[str, object]],
    verb: str,
    back: str,
    note: str = "",
) -> HttpResponse:
    """The page that asks: `facts` are label and value, `verb` the word on the button, `back` the way out.

    The posted fields travel on as hidden ones; the same view gets them again with `is_confirmed` true.
    """
    kept = [(name, value) for name, values in request.POST.lists() if name not in _OWN for value in values]
    context = {"title": title, "facts": list(facts), "verb": verb, "back": back, "note": note, "kept": kept}
    return render(request, "confirm.html", context)
