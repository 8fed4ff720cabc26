"""What turned since a moment, for the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from zugong.compliance.models import Change


def changes_since(user: Any, at: datetime, limit: int = 20) -> list[Change]:
    """The outcomes an account sees that turned, came or went since that moment, the latest first."""
    return list(Change.objects.filter(at__gt=at).visible_to(user).order_by("-at", "-pk")[:limit])
