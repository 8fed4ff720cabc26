"""Accounts that are closed to an address after too many wrong tries; kept by django-axes."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.db.models import Max, Sum
from django.utils import timezone


def locked_until(username: str, address: str | None) -> datetime | None:
    """When that account opens again to that address; None when it is open."""
    tries = AccessAttempt.objects.filter(username=username, ip_address=address, attempt_time__gte=_threshold())
    found = tries.aggregate(tries=Sum("failures_since_start"), last=Max("attempt_time"))
    if (found["tries"] or 0) < settings.AXES_FAILURE_LIMIT:
        return None
    last: datetime = found["last"]
    return last + settings.AXES_COOLOFF_TIME


def minutes_left(until: datetime) -> int:
    """Whole minutes to wait, at least one."""
    return max(1, -((timezone.now() - until) // timedelta(minutes=1)))


def locked_usernames() -> frozenset[str]:
    """The user names that are closed to some address now."""
    rows = AccessAttempt.objects.filter(attempt_time__gte=_threshold()).values("username", "ip_address")
    tries = rows.annotate(tries=Sum("failures_since_start")).filter(tries__gte=settings.AXES_FAILURE_LIMIT)
    return frozenset(tries.values_list("username", flat=True).order_by())


def open_again(username: str) -> int:
    """Forget the wrong tries for that account from every address; how many rows there were."""
    return reset(username=username)


def _threshold() -> datetime:
    cooloff: timedelta = settings.AXES_COOLOFF_TIME
    return timezone.now() - cooloff
