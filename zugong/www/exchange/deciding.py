"""What the sender decides before writing: what columns mean, who rows are about, whether posts are added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zugong.core.errors import Invalid
from zugong.exchange.actions.answer_batch import answer_batch
from zugong.exchange.actions.save_pattern import LONGEST_NAME, save_pattern
from zugong.exchange.models import ImportBatch
from zugong.exchange.rights import LOADERS
from zugong.exchange.selectors import load_preview, offered_tables
from zugong.exchange.sent.answers import NEW, NOT_READ
from zugong.exchange.sent.guessing import guess_columns
from zugong.www.access import acting, page
from zugong.www.exchange.views import batch_page


@page(LOADERS, on=ImportBatch, posts=True)
def columns(request: HttpRequest, thing: ImportBatch) -> HttpResponse:
    """列的对应: every head of a sheet, what it is taken for, and first values."""
    preview = _preview(thing)
    sheets = [*preview.get("sheets", []), *preview.get("passed_over", [])]
    if request.method == "POST":
        try:
            chosen = {sheet["key"]: _chosen(request, place, sheet) for place, sheet in enumerate(sheets)}
            _save(request, sheets)
            answer_batch(thing, sheets=chosen, by=acting(request, LOADERS))
        except Invalid as problem:
            return _columns_page(request, thing, sheets, problem.message)
        return redirect(_address(thing))
    return _columns_page(request, thing, sheets)


@page(LOADERS, on=ImportBatch, post_only=True)
def people(request: HttpRequest, thing: ImportBatch) -> HttpResponse:
    """Who each doubtful row is about."""
    answers = {}
    for question in _preview(thing).get("questions", []):
        answer = request.POST.get(f"who-{question['key']}", "")
        if answer == NEW or answer in {one["code"] for one in question["candidates"]}:
            answers[question["key"]] = answer
    return _answered(request, thing, lambda: answer_batch(thing, people=answers, by=acting(request, LOADERS)))


@page(LOADERS, on=ImportBatch, post_only=True)
def posts(request: HttpRequest, thing: ImportBatch) -> HttpResponse:
    """Whether the dated lines of the careers are added as posts held."""
    adds = request.POST.get("adds_posts") == "1"
    return _answered(request, thing, lambda: answer_batch(thing, adds_posts=adds, by=acting(request, LOADERS)))


def _answered(request: HttpRequest, thing: ImportBatch, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Invalid as problem:
        return batch_page(request, ImportBatch.objects.get(pk=thing.pk), problem.message)
    return redirect(_address(thing))


def _chosen(request: HttpRequest, place: int, sheet: dict[str, Any]) -> dict[str, Any]:
    """The table and columns of a sheet; another table than before begins with a new guess."""
    table = request.POST.get(f"table-{place}", NOT_READ)
    if table == NOT_READ:
        return {"table": NOT_READ, "columns": {}}
    if table != sheet["table"]:
        heads = {head["place"]: head["head"] for head in sheet["heads"]}
        texts = [heads.get(number, "") for number in range(max(heads, default=-1) + 1)]
        found = {str(number): column for number, column in guess_columns(texts, table).items()}
        return {"table": table, "columns": found}
    chosen = {str(head["place"]): request.POST.get(f"column-{place}-{head['place']}", "") for head in sheet["heads"]}
    return {"table": table, "columns": {number: column for number, column in chosen.items() if column}}


def _save(request: HttpRequest, sheets: list[dict[str, Any]]) -> None:
    """Keep what was chosen under the name typed beside it."""
    for place, sheet in enumerate(sheets):
        name = request.POST.get(f"name-{place}", "").strip()
        answer = _chosen(request, place, sheet)
        if name and answer["table"] != NOT_READ:
            heads = {head["place"]: head["head"] for head in sheet["heads"]}
            texts = [heads.get(number, "") for number in range(sheet.get("width") or max(heads) + 1)]
            save_pattern(name, answer["table"], texts, answer["columns"], by=acting(request, LOADERS))


def _preview(thing: ImportBatch) -> dict[str, Any]:
    return load_preview(thing) or {}


def _address(thing: ImportBatch) -> str:
    return reverse("exchange:batch", args=[thing.pk])


def _columns_page(request: HttpRequest, thing: ImportBatch, sheets: Any, refusal: str = "") -> HttpResponse:
    tables = [table for table in offered_tables(request.user) if table.may_load]
    context = {"batch": thing, "sheets": sheets, "tables": tables, "refusal": refusal}
    context |= {"not_read": NOT_READ, "longest": LONGEST_NAME}
    return render(request, "exchange/columns.html", context, status=422 if refusal else 200)
