"""The steps of signing in: password, perhaps a code, then the session."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth import login
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.accounts.actions.end_session import end_session
from zugong.accounts.actions.open_session import open_session, refuse_session
from zugong.accounts.addresses import client_address
from zugong.accounts.models import Ending, SecondFactor, SignedIn, User
from zugong.www.keeping import bring_back, remember
from zugong.www.signin.destinations import destination
from zugong.www.signin.duties import CODES_KEY


BACKEND = "zugong.accounts.backends.AccountBackend"
PENDING_KEY = "pending_signin"
PENDING_SECONDS = 300
"""How long the code may take after the password."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A right password whose code is awaited: which account, since when, where to, what was kept."""

    user: int
    at: float
    next: str
    kept: str


def after_password(request: HttpRequest, user: User) -> HttpResponse:
    """To the code where the account has a second factor; into the desk otherwise."""
    target, kept = destination(request), request.POST.get("kept", "")
    if not SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists():
        return enter(request, user, target, kept, codes=False)
    request.session.cycle_key()
    request.session[PENDING_KEY] = asdict(Pending(user.pk, timezone.now().timestamp(), target, kept))
    return HttpResponseRedirect(reverse("signin:code"))


def pending(request: HttpRequest) -> tuple[Pending, SecondFactor] | None:
    """Who is awaited with a code in this browser, and the factor it must be of."""
    values: dict[str, Any] | None = request.session.get(PENDING_KEY)
    if values is None or timezone.now().timestamp() - values["at"] > PENDING_SECONDS:
        return None
    factor = SecondFactor.objects.select_related("user").filter(
        user_id=values["user"], user__is_active=True, confirmed_at__isnull=False
    )
    found = factor.first()
    return (Pending(**values), found) if found else None


def enter(request: HttpRequest, user: User, target: str, kept: str, *, codes: bool) -> HttpResponse:
    """Open the session under a fresh key and go on, with what had been typed before."""
    _leave_first(request)
    login(request, user, backend=BACKEND)
    request.session[CODES_KEY] = codes
    by = Acting(user, request=request.number)  # type: ignore[attr-defined]
    open_session(user, by=by, address=client_address(request), codes=codes)
    form = bring_back(request, kept) if kept else None
    if form is not None:
        remember(request, form)
        target = form.page
    return HttpResponseRedirect(target)


def _leave_first(request: HttpRequest) -> None:
    """Nothing of the session before goes on: neither its key nor, when somebody was signed in, their right."""
    before = (
        SignedIn.objects.filter(session_key=request.session.session_key, ended_at=None).select_related("user").first()
    )
    if before is not None:
        end_session(before, Ending.LEFT, by=Acting(before.user, request=request.number))  # type: ignore[attr-defined]
    request.session.flush()


def refuse(request: HttpRequest, username: str, *, counted: bool) -> None:
    """Put a refusal on record. `counted` tells whether the try has been counted towards the lockout already."""
    if not counted:
        user_login_failed.send(sender=__name__, credentials={"username": username}, request=request)
    why = "locked" if getattr(request, "axes_locked_out", False) else "refused"
    refuse_session(username, why=why, address=client_address(request), request=request.number)  # type: ignore[attr-defined]
