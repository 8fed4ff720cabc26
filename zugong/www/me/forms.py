"""Forms about one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings


class PasswordForm(forms.Form):
    """A new password, twice."""

    old = forms.CharField(
        label="现在的口令",
        strip=False,
        max_length=200,
        error_messages={"required": "请填现在的口令。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="新口令",
        strip=False,
        max_length=200,
        help_text=f"至少 {settings.PASSWORD_LENGTH} 个字符，不含账号和姓名，不用常见口令。一句自己记得住的话最好。",
        error_messages={"required": "请填新口令。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再填一遍新口令",
        strip=False,
        max_length=200,
        error_messages={"required": "请再填一遍新口令。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        values = super().clean() or {}
        if {"new", "again"} <= values.keys() and values["new"] != values["again"]:
            self.add_error("again", "两遍新口令不一样。")
        return values
