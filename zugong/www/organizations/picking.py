"""A field in which an organization is named: by code, name, pinyin, or as the list of suggestions writes it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy

from zugong.organizations.models import Organization
from zugong.organizations.selectors import named_like, seen_by


SUGGESTIONS = 12
_WRITTEN = re.compile(r"^(?P<name>.*)（(?P<code>[^（）]+)）$")


def written(organization: Organization) -> str:
    """How a suggestion writes it: `示例街道党工委（c00011）`."""
    return f"{organization.name}（{organization.code}）"


def suggestions(typed: str, user: Any, roles: Collection[str]) -> list[Organization]:
    """The living organizations in reach that are like what was typed."""
    if not typed.strip():
        return []
    found = seen_by(user, roles).filter(named_like(typed), dissolved_on=None)
    return list(found.order_by("path")[:SUGGESTIONS])


class OrganizationField(forms.CharField):
    """Gives the one organization within reach that the text names; else says which ones it might be."""

    widget = forms.TextInput(
        attrs={
            "list": "organizations",
            "autocomplete": "off",
            "hx-get": reverse_lazy("organizations:suggest"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#organizations",
        }
    )

    def __init__(self, user: Any, roles: Collection[str], **options: Any) -> None:
        options.setdefault("help_text", "填编号、名称或拼音首字母")
        super().__init__(**options)
        self.user, self.roles = user, roles

    def prepare_value(self, value: Any) -> Any:
        """An organization as a suggestion writes it."""
        return written(value) if isinstance(value, Organization) else value

    def clean(self, value: Any) -> Any:
        """Raises ValidationError when nothing or more than one organization in reach is meant."""
        text = super().clean(value)
        return self._find(text) if text else None

    def _find(self, text: str) -> Organization:
        reach = seen_by(self.user, self.roles)
        told = _WRITTEN.match(text)
        exact = list(reach.filter(Q(code=told["code"] if told else text) | Q(name=text))[:2])
        found = exact or list(reach.filter(named_like(text)).order_by("path")[: SUGGESTIONS + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(f"您管辖的范围内没有“{text}”；请核对编号或名称。")
        listed = "、".join(written(row) for row in found[:3])
        raise forms.ValidationError(f"“{text}”有不止一个：{listed}{'等' if len(found) > 3 else ''}；请填编号。")
