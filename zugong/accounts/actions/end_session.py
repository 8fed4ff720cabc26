"""Ends sessions: one's own here, or those left open elsewhere."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.models import Ending, SignedIn, User
from zugong.accounts.policy import must_be_oneself
from zugong.accounts.sessions import end, end_all
from zugong.audit.recording import record_event


WAYS = {
    Ending.LEFT: "accounts.session.closed",
    Ending.IDLE: "accounts.session.expired",
    Ending.LONG: "accounts.session.expired",
    Ending.ENDED: "accounts.session.ended",
}


def end_session(session: SignedIn, ending: Ending, *, by: Acting) -> None:
    """End one session of one's own. Raises NotAllowed."""
    if by.user is not None:
        must_be_oneself(by, session.user)
    if session.ended_at is None:
        end(session, ending)
        record_event(
            by.actor, WAYS[ending], session.user, details={"address": session.address, "ending": ending.label}
        )


def end_other_sessions(user: User, *, by: Acting, session_key: str | None) -> int:
    """End all sessions of one's own but this one; how many. Raises NotAllowed."""
    must_be_oneself(by, user)
    ended = end_all(user, but=session_key)
    if ended:
        record_event(by.actor, WAYS[Ending.ENDED], user, details={"sessions": ended})
    return ended
