"""已打开的页面: the last few pages of a session, kept on the server so that they work without scripts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase


KEPT = 6
SESSION_KEY = "opened_pages"


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """Where a page is, with its query, and what it calls itself."""

    address: str
    title: str

    @property
    def path(self) -> str:
        """The address without its query: the same list filtered otherwise is the same page."""
        return self.address.partition("?")[0]


def kept_pages(request: HttpRequest) -> list[OpenedPage]:
    """The pages this session has opened, in the order they were opened."""
    return [OpenedPage(*pair) for pair in request.session.get(SESSION_KEY, [])]


def close_page(request: HttpRequest, path: str) -> None:
    """Take a page off the strip; nothing happens when it is not there."""
    _keep(request, [page for page in kept_pages(request) if page.path != path])


def remember_pages(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: keeps what the frame said it shows; nothing is written when the page is kept already."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        here = getattr(request, "opened_page", None)
        if here is not None and here.title and request.method == "GET" and response.status_code == 200:
            _remember(request, here)
        return response

    return handle


def _remember(request: HttpRequest, here: OpenedPage) -> None:
    pages = kept_pages(request)
    if any(page.path == here.path for page in pages):
        pages = [here if page.path == here.path else page for page in pages]
    else:
        pages = [*pages, here][-KEPT:]
    _keep(request, pages)


def _keep(request: HttpRequest, pages: list[OpenedPage]) -> None:
    value = [[page.address, page.title] for page in pages]
    if request.session.get(SESSION_KEY) != value:
        request.session[SESSION_KEY] = value
