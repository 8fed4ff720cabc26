"""Loading data step by step: send, look at what would happen, accept; and the tables to take out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zugong.accounts.enums import OFFICERS
from zugong.core.errors import Invalid
from zugong.exchange.actions.accept_batch import accept_batch
from zugong.exchange.actions.ask_whole_out import may_ask
from zugong.exchange.actions.discard_batch import discard_batch
from zugong.exchange.actions.receive_batch import receive_batch
from zugong.exchange.actions.retry_batch import retry_batch
from zugong.exchange.actions.undo_batch import undo_batch
from zugong.exchange.models import ImportBatch
from zugong.exchange.progress import read_progress
from zugong.exchange.rights import LOADERS
from zugong.exchange.selectors import load_preview, offered_tables
from zugong.organizations.scope import roles_of
from zugong.www.access import acting, page
from zugong.www.components.words import instant
from zugong.www.confirming import ask_first, is_confirmed
from zugong.www.exchange.forms import UploadForm
from zugong.www.forms import tell
from zugong.www.once import once
from zugong.www.paging import paginate


@page(OFFICERS)
def listing(request: HttpRequest) -> HttpResponse:
    """导入导出: every table with its rows in scope, its template and its export; one's own batches."""
    return render(
        request,
        "exchange/list.html",
        {
            "tables": offered_tables(request.user),
            "may_leave": may_ask(request.user),
            "may_load": bool(roles_of(request.user) & LOADERS),
            "leaf": paginate(request, ImportBatch.objects.visible_to(request.user)),
        },
    )


@page(LOADERS, posts=True)
def new(request: HttpRequest) -> HttpResponse:
    """Send files."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return once(request, lambda: _received(request, form.cleaned_data["files"]))
            except Invalid as problem:
                tell(form, problem)
    context = {"form": form, "limit": settings.UPLOAD_LIMIT // 2**20, "tables": offered_tables(request.user)}
    return render(request, "exchange/new.html", context, status=422 if form.is_bound else 200)


@page(LOADERS, on=ImportBatch)
def batch(request: HttpRequest, thing: ImportBatch) -> HttpResponse:
    """How far a batch has come; what it would do, or did."""
    return batch_page(request, thing)


@page(LOADERS, on=ImportBatch, post_only=True)
def accept(request: HttpRequest, thing: ImportBatch) -> HttpResponse:
    """Write it."""
    try:
        accept_batch(thing, only_good=request.POST.get("only_good") == "1", by=acting(request, LOADERS))
    except Invalid as problem:
        return batch_page(request, ImportBatch.objects.get(pk=thing.pk), problem.message)
    return redirect(_address(thing))


@page(LOADERS, on=ImportBatch, post_only=True)
def discard(request: HttpRequest, thing: ImportBatch) -> HttpResponse:
    """Give it up."""
    try:
        discard_batch(thing, by=acting(request, LOADERS))
    except Invalid as problem:
        return batch_page(request, ImportBatch.objects.get(pk=thing.pk), problem.message)
    return redirect(_address(thing))


@page(LOADERS, on=ImportBatch, post_only=True)
def retry(request: HttpRequest, thing: ImportBatch) -> HttpResponse:
    """Ask for the background work again."""
    retry_batch(thing, by=acting(request, LOADERS))
    return redirect(_address(thing))


@page(LOADERS, on=ImportBatch, post_only=True)
def undo(request: HttpRequest, thing: ImportBatch) -> HttpResponse:
    """Take it back, on the day it was written."""
    if not is_confirmed(request):
        facts = [("文件", thing.source), ("写入时间", instant(thing.finished_at))]
        return ask_first(
            request,
            title="撤销这次导入",
            facts=facts,
            verb="撤销导入",
            back=_address(thing),
            note="新增的行会删去，更新的行恢复原值；之后有人改过或用到的行不动，会列给您看。",
        )
    try:
        undo_batch(thing, by=acting(request, LOADERS))
    except Invalid as problem:
        return batch_page(request, ImportBatch.objects.get(pk=thing.pk), problem.message)
    return redirect(_address(thing))


def _received(request: HttpRequest, files: list[Any]) -> str:
    return _address(receive_batch(files, by=acting(request, LOADERS)))


def _address(thing: ImportBatch) -> str:
    return reverse("exchange:batch", args=[thing.pk])


def batch_page(request: HttpRequest, thing: ImportBatch, refusal: str = "") -> HttpResponse:
    """The page of a batch, with what was refused."""
    context = {
        "batch": thing,
        "preview": load_preview(thing),
        "refusal": refusal,
        "progress": read_progress(thing.folder) if thing.is_running else None,
        "may_undo": thing.may_be_undone(request.today),  # type: ignore[attr-defined]
    }
    return render(request, "exchange/batch.html", context, status=422 if refusal else 200)
