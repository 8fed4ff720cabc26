"""留痕: the list of entries, as a page, on paper and as a workbook; everything about one thing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.accounts.enums import Administration
from zugong.audit.models import Entry
from zugong.www.access import acting, page
from zugong.www.paging import SIZES
from zugong.www.record import sheet
from zugong.www.record.actions.record_listing import record_listing
from zugong.www.record.finding import COUNTED, Query, about, count, found, numbered, page_of
from zugong.www.record.forms import QueryForm
from zugong.www.record.reading import lines_of
from zugong.www.record.words import model_of, names_of, thing_words


AUDIT = Administration.AUDIT
ON_PAPER = 500
"""How many entries one print holds."""


@page(AUDIT)
def listing(request: HttpRequest) -> HttpResponse:
    """The newest entries that answer the query; `?before=` and `?after=` turn pages, `?paper=1` is for printing."""
    form = QueryForm(request.GET)
    paper = request.GET.get("paper") == "1"
    valid = form.is_valid()
    query, entries = (form.query, None) if valid else (Query(), Entry.objects.none())
    context = {
        "form": form,
        "paper": paper,
        "on_paper": ON_PAPER,
        **_rows(request, query, ON_PAPER if paper else _size(request), entries),
    }
    template = "record/fragments/_entries.html" if request.headers.get("HX-Request") else "record/list.html"
    return render(request, template, context, status=200 if valid else 422)


@page(AUDIT)
def thing(request: HttpRequest, key: str) -> HttpResponse:
    """Everything on record about one thing."""
    if model_of(key) is None and not Entry.objects.filter(object=key).exists():
        raise Http404
    words = thing_words(key, names_of([key]))
    entries = Entry.objects.order_by().filter(about(key))
    context = {"key": key, "words": words, **_rows(request, Query(thing=key), _size(request), entries)}
    template = "record/fragments/_entries.html" if request.headers.get("HX-Request") else "record/thing.html"
    return render(request, template, context)


@page(AUDIT, post_only=True)
def workbook(request: HttpRequest) -> HttpResponse:
    """The filtered list as .xlsx; that somebody took it away is itself on record."""
    form = QueryForm(request.POST)
    if not form.is_valid():
        context = {"form": form, **_rows(request, Query(), SIZES[0], Entry.objects.none())}
        return render(request, "record/list.html", context, status=422)
    entries = found(form.query).order_by("-seq")[: sheet.ROWS]
    content, rows = sheet.workbook(lines_of(entries), sheet.asked(form))
    record_listing(rows, sheet.asked(form), by=acting(request, {AUDIT}))
    name = f"留痕-{request.today}.xlsx"  # type: ignore[attr-defined]
    return sheet.download(content, name)


def _rows(request: HttpRequest, query: Query, size: int, entries: Any = None) -> dict[str, Any]:
    entries = found(query) if entries is None else entries
    part = page_of(entries, size, before=numbered(request.GET.get("before")), after=numbered(request.GET.get("after")))
    total = count(query, entries)
    return {
        "lines": lines_of(part.entries),
        "part": part,
        "total": min(total, COUNTED) if not query.is_empty else total,
        "more": total > COUNTED and not query.is_empty,
        "size": size,
        "sizes": SIZES,
    }


def _size(request: HttpRequest) -> int:
    asked = numbered(request.GET.get("size"))
    return asked if asked in SIZES else SIZES[0]
