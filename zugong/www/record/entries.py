"""One entry: who, when, in which role, why, by which article; what each row was and became."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.accounts.enums import Administration
from zugong.audit.appending import leaf_hashes
from zugong.audit.models import Checkpoint, Entry, Payload
from zugong.www.access import page
from zugong.www.paging import paginate
from zugong.www.record.reading import lines_of, rows_of


@page(Administration.AUDIT)
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """The entry of that number."""
    found = Entry.objects.filter(seq=seq).first()
    if found is None:
        raise Http404
    rows = paginate(request, Payload.objects.filter(entry=found).order_by("id"))
    body = json.loads(found.body)
    stored = (bytes(found.sha256), bytes(found.sm3))
    context = {
        "entry": found,
        "line": lines_of([found])[0],
        "rows": rows_of(found, list(rows)),
        "leaf": rows,
        "sha256": stored[0].hex(),
        "sm3": stored[1].hex(),
        "agrees": leaf_hashes(found.body) == stored,
        "covered_by": Checkpoint.objects.filter(size__gt=seq).order_by("size", "id").first(),
        "request_number": body["request"],
        "parts": (body["part"], body["parts"]) if "part" in body else None,
        "around": set(Entry.objects.filter(seq__in=[seq - 1, seq + 1]).values_list("seq", flat=True)),
    }
    return render(request, "record/entry.html", context)
