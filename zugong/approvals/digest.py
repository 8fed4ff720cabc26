"""What exactly is proposed, in 64 characters: content and the state of things it was written against."""

from __future__ import annotations

from zugong.approvals.matters import Content, matter_of
from zugong.audit.canonical import canonical
from zugong.audit.hashing import sha256


def digest_of(verb: str, what: str, content: Content) -> str:
    """The digest of a proposal as things stand now."""
    rests_on = matter_of(verb).rests_on(content)
    return sha256(canonical({"verb": verb, "what": what, "content": content, "rests_on": rests_on}).encode()).hex()
