"""Ends a session nobody has used for a while, sees to first duties, and brings back what was typed before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string

from zugong.accounts.acting import Acting
from zugong.accounts.actions.end_session import end_session
from zugong.accounts.models import Ending, SignedIn
from zugong.accounts.sessions import note_use, overdue
from zugong.www.keeping import forget, remembered
from zugong.www.refilling import refill
from zugong.www.signin.duties import first_duty


MAIN = '<main class="zg-main" id="main" tabindex="-1">'


class expire_idle:
    """Middleware: signs out after IDLE_MINUTES without a request, after the absolute limit, and when it was ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            _judge(request)
            forget(request)
        response = self.get_response(request)
        if request.user.is_authenticated and isinstance(response, HttpResponse):
            _bring_back(request, response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, named: Any) -> HttpResponseBase | None:
        """Who must change the password or bind a phone does that before anything else."""
        access = getattr(view, "access", None)
        if access is None or access.always or not request.user.is_authenticated:
            return None
        address = first_duty(request)
        return HttpResponseRedirect(address) if address else None


def _judge(request: HttpRequest) -> None:
    session = SignedIn.objects.filter(session_key=request.session.session_key).select_related("user").first()
    ending = Ending.ENDED if session is None else overdue(session)
    if session is not None and ending is None:
        note_use(session)
        return
    if session is not None and ending is not None:
        end_session(session, ending, by=Acting.program("session"))
    request.expired_user, request.why = request.user.pk, str(ending)  # type: ignore[attr-defined]
    logout(request)


def _bring_back(request: HttpRequest, response: HttpResponse) -> None:
    kept = remembered(request) if request.method == "GET" and response.status_code == 200 else None
    if kept is None or not response.get("Content-Type", "").startswith("text/html"):
        return
    page, left = refill(response.content.decode(), kept)
    note = render_to_string("signin/_brought_back.html", {"left": left})
    response.content = page.replace(MAIN, MAIN + note, 1)
