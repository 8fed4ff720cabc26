"""Lamps: an outcome or a deadline as glyph, word and colour. The one place where code's words become CSS's."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zugong.core.outcomes import Outcome


register = template.Library()

CLASSES = {Outcome.PASS: "pass", Outcome.FAIL: "fail", Outcome.UNKNOWN: "wait", Outcome.NOT_APPLICABLE: "none"}
GLYPHS = {Outcome.PASS: "✓", Outcome.FAIL: "✕", Outcome.UNKNOWN: "?", Outcome.NOT_APPLICABLE: "—"}
SOON_DAYS = 3


@register.simple_tag
def lamp(outcome: str, words: str = "") -> SafeString:
    """✓ 合规 and its like, with other words if given."""
    known = Outcome(outcome)
    kind = "" if known is Outcome.NOT_APPLICABLE else f" zg-lamp--{CLASSES[known]}"
    return format_html('<span class="zg-lamp{}">{}</span>', kind, words or known.label)


@register.filter
def outcome_class(outcome: str) -> str:
    """`unknown` -> `wait`: the CSS word of an outcome."""
    return CLASSES[Outcome(outcome)]


@register.filter
def glyph(outcome: str) -> str:
    """✓ ✕ ? —."""
    return GLYPHS[Outcome(outcome)]


@register.simple_tag
def due(day: date | None, today: date) -> SafeString:
    """▲ 超期 3 天 · ◆ 今天到期 · ○ 还有 18 天."""
    if day is None:
        return format_html('<span class="zg-mute">{}</span>', "无期限")
    left = (day - today).days
    if left < 0:
        return format_html('<span class="zg-due zg-due--over">超期 {} 天</span>', -left)
    words = "今天到期" if left == 0 else f"还有 {left} 天"
    return format_html('<span class="zg-due{}">{}</span>', " zg-due--soon" if left <= SOON_DAYS else "", words)
