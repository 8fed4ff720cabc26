"""Turns what an action objects to, and answers without a body, into pages that say what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from zugong.core.errors import ActionError, Invalid, NotAllowed, Stale
from zugong.www.errors.pages import refuse


STATUSES: dict[type[ActionError], int] = {NotAllowed: 403, Stale: 409, Invalid: 422}


class refusals:
    """Middleware: NotAllowed, Stale and Invalid raised by a view become 403, 409 and 422."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 405 and not response.get("Content-Length", "0").strip("0"):
            page = refuse(request, 405)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponseBase | None:
        """The page of an action's objection; None for anything else, which the framework answers with 500."""
        if not isinstance(problem, ActionError):
            return None
        status = next((STATUSES[kind] for kind in type(problem).__mro__ if kind in STATUSES), 422)
        if isinstance(problem, Invalid) and problem.fields:
            return refuse(request, status, faults=problem.fields.values())
        return refuse(request, status, problem.message)
