"""The token by which a form that arrives twice is known."""

from __future__ import annotations

from secrets import token_urlsafe

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zugong.www.once import FIELD


register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The hidden field for a form whose view uses `zugong.www.once.once`."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, token_urlsafe(16))
