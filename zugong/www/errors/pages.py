"""A refusal as a page within the frame, and without it when the frame itself cannot be made."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from zugong.www.errors.plain import for_messages, plain
from zugong.www.errors.words import REFUSALS, Refusal


logger = logging.getLogger("zugong.www")


def refuse(
    request: HttpRequest,
    status: int,
    happened: str = "",
    *,
    faults: Iterable[str] = (),
    words: Refusal | None = None,
) -> HttpResponse:
    """The page of a status. `happened` says it more exactly than the usual words, `faults` lists what to mend."""
    refusal = words or REFUSALS[status]
    if happened:
        refusal = replace(refusal, happened=happened)
    if status == 500:  # whatever broke may be what the frame is made of
        return plain(request, status, refusal)
    try:
        return _framed(request, status, refusal, list(faults))
    except Exception:
        logger.exception("refusal without its frame", extra={"request": request})
        return plain(request, status, refusal)


def _framed(request: HttpRequest, status: int, refusal: Refusal, faults: list[str]) -> HttpResponse:
    swapped = request.headers.get("HX-Request") == "true"
    template = "errors/fragments/_refusal.html" if swapped else "errors/refusal.html"
    context = {
        "refusal": refusal,
        "faults": faults,
        "number": getattr(request, "number", ""),
        "back": _back(request),
    }
    return for_messages(request, render(request, template, context, status=status))


def _back(request: HttpRequest) -> str:
    """Where the person came from, if that was a page of ours; else the desk."""
    came_from = request.headers.get("Referer", "")
    here = request.build_absolute_uri()
    if came_from != here and url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return came_from
    return reverse("desk:desk")
