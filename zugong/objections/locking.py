"""A request as it is now, held for the act that follows."""

from __future__ import annotations

from zugong.core.errors import Stale
from zugong.objections.models import Objection


def locked(objection: Objection) -> Objection:
    """The request, locked. Raises Stale when it is closed already."""
    now = Objection.objects.select_for_update(of=("self",)).select_related("person", "previous").get(pk=objection.pk)
    if not now.is_open:
        raise Stale(f"这件请求已经{now.get_status_display().removeprefix('已')}，不能再办。请重新打开这一页查看结果。")
    return now
