"""Puts a sign-in on record, or its refusal."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.accounts.refusals import record_refusal
from zugong.audit.actors import Actor
from zugong.audit.recording import record_event


UNKNOWN = "accounts.user:"


def open_session(user: User, *, by: Acting, address: str | None, codes: bool) -> None:
    """Somebody signed in; `codes` tells whether with a second factor."""
    record_event(by.actor, "accounts.session.opened", user, details={"address": address, "second_factor": codes})


def refuse_session(username: str, *, why: str, address: str | None, request: str) -> None:
    """Somebody could not sign in.

    A user name that is no account is not put on record: people type their password there by mistake.
    """
    user = User.objects.filter(username=username).first()
    on = UNKNOWN if user is None else user.record_key
    by = Actor(Actor.program("signin").account, request=request)
    record_refusal(by, f"accounts.session.{why}", on, details={"address": address})
