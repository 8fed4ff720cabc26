"""Sessions as people see them: who is signed in from where, and how a session ends."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from zugong.accounts.addresses import client_address
from zugong.accounts.models import Ending, SignedIn, User


KEPT = timedelta(days=180)
"""How long a session that is over is remembered (the cybersecurity law wants network logs of at least six months)."""

SEEN_AGAIN = timedelta(seconds=20)
"""A session in use is noted at most this often, so that not every page writes."""


@receiver(user_logged_in)
def note_session(sender: Any, request: HttpRequest, user: User, **named: Any) -> None:
    """However somebody signed in, the session stands in the list; one that does not is not honoured."""
    if request.session.session_key is None:
        request.session.save()
    agent = request.META.get("HTTP_USER_AGENT", "")[:300]
    values = {"user": user, "address": client_address(request), "agent": agent, "since": timezone.now()}
    values |= {"last_seen_at": timezone.now(), "ended_at": None, "ending": ""}
    SignedIn.objects.update_or_create(session_key=request.session.session_key, defaults=values)
    for old in SignedIn.objects.filter(user=user, last_seen_at__lt=timezone.now() - KEPT):
        old.delete()


def live_sessions(user: User) -> QuerySet[SignedIn]:
    """The account's sessions that are still honoured."""
    now = timezone.now()
    idle, long = now - timedelta(minutes=settings.IDLE_MINUTES), now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return user.signed_in.filter(ended_at=None, last_seen_at__gte=idle, since__gte=long)


def overdue(session: SignedIn) -> Ending | None:
    """Why the session must end now, if it must."""
    now = timezone.now()
    if session.ended_at is not None:
        return Ending(session.ending)
    if now - session.last_seen_at > timedelta(minutes=settings.IDLE_MINUTES):
        return Ending.IDLE
    if now - session.since > timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return Ending.LONG
    return None


def note_use(session: SignedIn) -> None:
    """The session was used just now."""
    now = timezone.now()
    if now - session.last_seen_at > SEEN_AGAIN:
        session.last_seen_at = now
        session.save(update_fields=["last_seen_at"])


def rekey(old: str | None, new: str | None) -> None:
    """The session goes on under another key."""
    for session in SignedIn.objects.filter(session_key=old or ""):
        session.session_key = new or ""
        session.save(update_fields=["session_key"])


def end(session: SignedIn, ending: Ending) -> None:
    """The session is over: its key opens nothing any more."""
    if session.ended_at is None:
        session.ended_at, session.ending = timezone.now(), ending.value
        session.save(update_fields=["ended_at", "ending"])
    import_module(settings.SESSION_ENGINE).SessionStore(session.session_key).delete()


def end_all(user: User, *, but: str | None = None) -> int:
    """End the account's sessions except the one with that key; how many there were."""
    rows = [row for row in user.signed_in.filter(ended_at=None) if row.session_key != but]
    for row in rows:
        end(row, Ending.ENDED)
    return len(rows)
