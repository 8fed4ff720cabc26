"""Finds a way to every page: follows links as each account, and keeps one address per view."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404
from playwright.sync_api import APIRequestContext, APIResponse

from zugong.www.access import Access


LINKS = re.compile(r'\s(?:href|hx-get)="(/[^"#]*)')
PER_VIEW = 2
"""Addresses of one view whose links are followed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page and an account that may open it; a download or a fragment is not a page."""

    view: str
    username: str
    address: str
    whole: bool


def readable_views() -> dict[str, Access]:
    """Every view of ours that answers GET, by its name."""
    return {name: access for name, access in _views(get_resolver()) if "GET" in access.methods}


def _views(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, Access]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _views(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and hasattr(entry.callback, "access"):
            yield f"{space}{entry.name}", entry.callback.access


def crawl(asking: Mapping[str, APIRequestContext]) -> dict[str, Found]:
    """One page per view, found by following links from the desk as each account in turn."""
    found: dict[str, Found] = {}
    for username, client in asking.items():
        for page in _walk(username, client):
            if page.view not in found or (page.whole and not found[page.view].whole):
                found[page.view] = page
    return found


def _walk(username: str, client: APIRequestContext) -> Iterator[Found]:
    waiting, seen, followed = ["/"], {"/"}, dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        view = _view_of(address)
        if not view or followed.get(view, 0) >= PER_VIEW:
            continue
        followed[view] = followed.get(view, 0) + 1
        answer = client.get(address, max_redirects=0)
        if answer.status != 200:
            assert answer.status in {301, 302, 303}, f"{username}: {address} gave {answer.status}"
            continue
        text = _text(answer)
        yield Found(view, username, address, "<html" in text)
        for link in LINKS.findall(text):
            target = unescape(link)
            if target not in seen:
                seen.add(target)
                waiting.append(target)


def _view_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""


def _text(answer: APIResponse) -> str:
    return answer.text() if answer.headers.get("content-type", "").startswith("text/html") else ""
