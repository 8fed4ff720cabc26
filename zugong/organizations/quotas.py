"""When two quotas of one organization and level are in force on one day."""

from __future__ import annotations

from django.db.models import F, Q

from zugong.core.errors import Invalid
from zugong.organizations.models import PostQuota


def check_no_overlap(quota: PostQuota) -> None:
    """Raises Invalid, in the words of the check of input tables. An interval that ends on its first day is empty."""
    if quota.since is not None and quota.since == quota.until:
        return
    empty = Q(since__isnull=False, until__isnull=False, since=F("until"))
    others = PostQuota.objects.filter(organization=quota.organization, level=quota.level).exclude(empty)
    if quota.since is not None:
        others = others.filter(Q(until__isnull=True) | Q(until__gt=quota.since))
    if quota.until is not None:
        others = others.filter(Q(since__isnull=True) | Q(since__lt=quota.until))
    other = others.exclude(pk=quota.pk).order_by("since").first()
    if other is not None:
        span = f"{other.since or ''} 至 {other.until or ''}".strip()
        reason = f"与“{span}”那一条同一单位、同一层次的职数起止重叠；请让前一条的“止”不晚于后一条的“起”。"
        raise Invalid(fields={"since": reason})
