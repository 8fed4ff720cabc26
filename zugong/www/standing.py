"""What the frame says about where things stand: to-dos by channel, the latest checkpoint.

Asked anew when the record has grown, and at least every minute; in between kept, so that a page does not pay for it.
"""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache

from zugong.accounts.models import User
from zugong.audit.models import Checkpoint, Head
from zugong.core.clock import today
from zugong.duties.registry import Duty, duties_of


KEPT_SECONDS = 60
ROOT_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Printed:
    """A checkpoint as it stands at the foot of a printed page: entries, first digits of the root."""

    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The to-dos, and the checkpoint if there is one."""

    duties: Sequence[Duty] = ()
    checkpoint: Printed | None = None

    @property
    def counts(self) -> Mapping[str, int]:
        """To-dos by channel."""
        return Counter(duty.channel for duty in self.duties)


def standing_of(user: Any, day: date | None) -> Standing:
    """Where things stand for an account; nothing for somebody not signed in."""
    if not isinstance(user, User):
        return Standing()
    day = day or today()
    size = Head.objects.values_list("size", flat=True).first() or 0
    key = f"standing:{user.pk}:{user.username}:{day}:{size}"
    kept = cache.get(key)
    if kept is None:
        kept = Standing(duties_of(user, day), _latest())
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _latest() -> Printed | None:
    """The newest checkpoint. Its note says origin, size and root, one a line (c2sp.org/tlog-checkpoint)."""
    newest = Checkpoint.objects.order_by("-id").first()
    if newest is None:
        return None
    return Printed(newest.size, b64decode(newest.note.split("\n")[2]).hex()[:ROOT_DIGITS])
