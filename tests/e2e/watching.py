"""What no page may do: ask another host, speak on the console, break the content policy, show a missing variable."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from tests.e2e.settings import INVALID


POLICY = """
window.zugongPolicy = [];
document.addEventListener('securitypolicyviolation', function (event) {
  console.error('content policy: ' + event.violatedDirective + ' ' + event.blockedURI);
});
"""
MARK = INVALID.partition("%")[0]


class Watch:
    """Listens to all pages of the contexts it is given."""

    def __init__(self, desk: str) -> None:
        self.desk = desk
        self.complaints: list[str] = []
        self.expected: set[int] = set()

    def over(self, context: BrowserContext) -> None:
        """Listen to every page of this context."""
        context.add_init_script(POLICY)
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("page", self._opened)

    def read(self, page: Page) -> None:
        """Look at the text of a page for variables that were not there."""
        if MARK in page.content():
            self.complaints.append(f"{page.url}: {MARK}")

    def _opened(self, page: Page) -> None:
        page.on("console", self._spoke)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.desk}/", "data:", "blob:")):
            self.complaints.append(f"asked another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")

    def _spoke(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        refused = "the server responded with a status of" in message.text
        if not refused:  # told by `_answered` already, unless expected
            self.complaints.append(f"{message.location.get('url')}: {message.text}")
