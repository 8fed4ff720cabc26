"""Refusals on record, at most one a minute for the same account and the same kind of thing.

Somebody who tries a thousand addresses must not fill the record, which everybody's writes wait for; every refusal
still stands in the server's log.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.utils import timezone

from zugong.audit.actors import Actor
from zugong.audit.models import Entry
from zugong.audit.recording import record_event


QUIET = timedelta(minutes=1)
log = logging.getLogger("zugong.refusals")


def record_refusal(by: Actor, verb: str, on: str, *, kind: str = "", details: Any = None) -> None:
    """Put it on record unless the account was refused the same within the last minute.

    `kind` is the beginning of `on` that makes things the same (`people.person:`); all of `on` unless given.
    """
    log.info("%s %s %s %s", by.request or "-", by.account, verb, on)
    lately = Entry.objects.filter(at__gte=timezone.now() - QUIET, actor=by.account, verb=verb)
    if not lately.filter(object__startswith=kind or on).exists():
        record_event(by, verb, on, details=details)
