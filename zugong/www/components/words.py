"""Small words of pages: days and instants as an officer writes them, the mark of invented people."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zugong.core.clock import CHINA


register = template.Library()
WEEK_DAYS = 7


@register.filter
def day(value: date | None) -> SafeString:
    """2026-11-23, or a dash for an unknown day."""
    if value is None:
        return format_html('<span class="zg-mute">{}</span>', "—")
    return format_html('<time datetime="{0}">{0}</time>', value.isoformat())


@register.filter
def instant(value: datetime | None) -> SafeString:
    """2026-11-23 17:42 in China."""
    if value is None:
        return format_html('<span class="zg-mute">{}</span>', "—")
    here = value.astimezone(CHINA)
    return format_html('<time datetime="{}">{}</time>', here.isoformat(), here.strftime("%Y-%m-%d %H:%M"))


@register.filter
def flag(value: bool | None) -> str:
    """是, 否, or 未填."""
    return {True: "是", False: "否"}.get(value, "未填")  # type: ignore[arg-type]


@register.filter
def since_words(value: datetime, today: date) -> str:
    """An instant as short as it is clear: 08:41 today, 昨天, 周五 within a week, 11-03 before."""
    here = value.astimezone(CHINA)
    days = (today - here.date()).days
    if days <= 0:
        return here.strftime("%H:%M")
    if days < WEEK_DAYS:
        return "昨天" if days == 1 else f"周{'一二三四五六日'[here.weekday()]}"
    return here.strftime("%m-%d")
