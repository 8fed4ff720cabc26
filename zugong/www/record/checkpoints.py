"""检查点与见证: the signed tree heads, who has cosigned them, and the notes to take away."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.accounts.enums import Administration
from zugong.audit.checkpoints import signed_notes
from zugong.audit.models import Checkpoint, Witness
from zugong.www.access import page
from zugong.www.paging import paginate
from zugong.www.record.sheet import download


NOTE_KIND = "text/plain; charset=utf-8"
TREES = {"sha256": 0, "sm3": 1}


@page(Administration.AUDIT)
def checkpoints(request: HttpRequest) -> HttpResponse:
    """The checkpoints, newest first, and the witnesses with the last one each has seen."""
    rows = Checkpoint.objects.order_by("-id").prefetch_related("cosignatures__witness")
    witnesses = Witness.objects.annotate(
        seen_at=Max("cosignatures__at"), seen_size=Max("cosignatures__checkpoint__size")
    )
    context: dict[str, Any] = {"leaf": paginate(request, rows), "witnesses": witnesses.order_by("name")}
    return render(request, "record/checkpoints.html", context)


@page(Administration.AUDIT)
def note(request: HttpRequest, pk: int, tree: str) -> HttpResponse:
    """One note with the lines of its witnesses, as a file to take away."""
    found = Checkpoint.objects.filter(pk=pk).first()
    if found is None or tree not in TREES:
        raise Http404
    name = f"检查点-第{found.epoch}期-{found.size}条-{tree}.txt"
    return download(signed_notes(found)[TREES[tree]].encode(), name, NOTE_KIND)
