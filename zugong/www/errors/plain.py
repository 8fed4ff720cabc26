"""The page of last resort: needs no database, no template, no session, no list of static files."""

from __future__ import annotations

from html import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zugong.www.errors.words import Refusal


_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title} · 组工</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{static}zugong/tokens.css">
<link rel="stylesheet" href="{static}zugong/pages.css">
</head>
<body>
<main class="zg-main" id="main">{body}<p class="zg-mt"><a href="/">回到工作台</a></p></main>
</body>
</html>
"""
_BODY = """<section class="zg-panel zg-refusal" role="alert"><div class="zg-panel__body zg-stack">
<{heading}>{title}</{heading}>
<dl class="zg-kv"><dt>出了什么事</dt><dd>{happened}</dd><dt>数据怎样</dt><dd>{kept}</dd>
<dt>接下来</dt><dd>{remedy}</dd><dt>可以问谁</dt><dd>{ask}</dd><dt>编号</dt><dd><code>{number}</code></dd></dl>
</div></section>
"""


def plain(request: HttpRequest, status: int, refusal: Refusal) -> HttpResponse:
    """The refusal without the frame; for htmx only the refusal, for the place of messages."""
    words = {name: escape(getattr(refusal, name)) for name in Refusal.__slots__}
    swapped = request.headers.get("HX-Request") == "true"
    heading = "h2" if swapped else "h1"
    body = _BODY.format(heading=heading, number=escape(getattr(request, "number", "")), **words)
    text = body if swapped else _PAGE.format(title=words["title"], static=escape(settings.STATIC_URL), body=body)
    return for_messages(request, HttpResponse(text, status=status))


def for_messages(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Send an answer to htmx where the messages stand, whatever it was asked for."""
    if request.headers.get("HX-Request") == "true":
        response["HX-Retarget"] = "#messages"
        response["HX-Reswap"] = "innerHTML"
    return response
