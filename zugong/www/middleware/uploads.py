"""Turns a request away that is too big, before a byte of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from zugong.www.errors.pages import refuse


Handler = Callable[[HttpRequest], HttpResponseBase]


def limit_uploads(get_response: Handler) -> Handler:
    """Middleware: 413 when the announced length is over UPLOAD_LIMIT (bytes)."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isascii() and announced.isdigit() and int(announced) > settings.UPLOAD_LIMIT:
            most, sent = settings.UPLOAD_LIMIT // 1024**2, int(announced) / 1024**2
            return refuse(request, 413, f"一次最多上传 {most} MB，这次是 {sent:.1f} MB")
        return get_response(request)

    return handle
