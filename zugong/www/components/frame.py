"""Tags of the frame: the strip of opened pages, and whether a link would lead to a refusal."""

from __future__ import annotations

from html import unescape
from typing import Any

from django import template
from django.template import RequestContext
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import resolve, reverse

from zugong.organizations.scope import roles_of
from zugong.www.opened import OpenedPage, kept_pages


register = template.Library()


@register.inclusion_tag("parts/_tabs.html", takes_context=True)
def opened_pages(context: RequestContext) -> dict[str, Any]:
    """已打开的页面: those kept in the session, and this one; tells the request its title, so that it can be kept."""
    request = context["request"]
    here = OpenedPage(request.get_full_path(), _title(context))
    request.opened_page = here
    pages = [here if page.path == here.path else page for page in kept_pages(request)]
    return {"pages": pages if here in pages else [*pages, here], "here": here, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def may_open(context: RequestContext, name: str) -> bool:
    """Whether the account may open the page of that name, which takes no arguments: else offer no link to it."""
    access = getattr(resolve(reverse(name)).func, "access")  # noqa: B009 — set by the declaration of the view
    return access.public or access.signed_in or bool(access.roles & roles_of(context["request"].user))


def _title(context: RequestContext) -> str:
    """What the page says in its `title` block."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block("title") if blocks else None
    return unescape(str(block.nodelist.render(context))).strip() if block else ""
