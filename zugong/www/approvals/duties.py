"""What waits for this account's yes or no."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from zugong.accounts.models import User
from zugong.approvals.models import Approval
from zugong.duties.registry import Duty, provides_duties


MOST = 15


@provides_duties
def approvals_waiting(user: User, day: date) -> Iterator[Duty]:
    """Proposals of others, the oldest first; one query."""
    for approval in Approval.objects.waiting_for(user).select_related("proposed_by").order_by("pk")[:MOST]:
        yield Duty(
            channel=approval.matter.channel,
            title=f"审签：{approval.matter.label}",
            url=reverse("approvals:one", args=[approval.pk]),
            verb="审签",
            about=approval.title,
            note=f"{approval.proposed_by}提出",
        )
