"""Finds a way to every page: follows links as each account, and keeps one address per view."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404
from playwright.sync_api import APIRequestContext

from zugong.www.access import Access


LINKS = re.compile(
    r'(?:\s(?:href|hx-get|src)|<form(?![^>]*method="post")[^>]*\saction'
    r'|<button(?![^>]*formmethod="post")[^>]*\sformaction)="(/[^"#]*)'
)
FOUND, ELSEWHERE = 200, frozenset({301, 302, 303})


@dataclass(frozen=True, slots=True)
class Found:
    """A page and an account that may open it; a download or a fragment is not whole."""

    view: str
    username: str
    address: str
    whole: bool


@dataclass(slots=True)
class Crawled:
    """One page per view, and the links that lead to a refusal."""

    pages: dict[str, Found] = field(default_factory=dict)
    dead_ends: list[str] = field(default_factory=list)


def readable_views() -> dict[str, Access]:
    """Every view of ours that answers GET, by its name."""
    return {name: access for name, access in _views(get_resolver()) if "GET" in access.methods}


def _views(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, Access]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _views(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and hasattr(entry.callback, "access"):
            yield f"{space}{entry.name}", entry.callback.access


def crawl(asking: Mapping[str, APIRequestContext], starts: Mapping[str, Sequence[str]]) -> Crawled:
    """Follow the links as each account in turn from the desk and its own starts, into each view once."""
    crawled = Crawled()
    for username, client in asking.items():
        _walk(crawled, username, client, ["/", *starts.get(username, ())])
    return crawled


def _walk(crawled: Crawled, username: str, client: APIRequestContext, starts: Sequence[str]) -> None:
    waiting, followed = list(starts), set[str]()
    started = iter(starts)
    while waiting:
        address = waiting.pop(0)
        view = _view_of(address)
        known = crawled.pages.get(view)
        first = next(started, None) == address
        if not view or (view in followed and not first) or (known and not known.whole):
            continue
        followed.add(view)
        answer = client.get(address, max_redirects=0)
        if answer.status in ELSEWHERE:
            continue
        if answer.status != FOUND:
            crawled.dead_ends.append(f"{username}: {address} gave {answer.status}")
            continue
        text = answer.text() if answer.headers.get("content-type", "").startswith("text/html") else ""
        crawled.pages.setdefault(view, Found(view, username, address, "<html" in text))
        waiting += [unescape(link) for link in LINKS.findall(text)]


def _view_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""
