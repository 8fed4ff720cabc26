"""Forms of signing in."""

from __future__ import annotations

from django import forms


class SignInForm(forms.Form):
    """User name and password."""

    username = forms.CharField(
        label="账号",
        max_length=60,
        error_messages={"required": "请填账号。"},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="口令",
        max_length=200,
        strip=False,
        error_messages={"required": "请填口令。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """The six digits a phone shows."""

    code = forms.RegexField(
        r"^\d{6}$",
        label="动态码",
        help_text="手机验证器上现在显示的 6 位数字，每 30 秒换一次。",
        error_messages={"required": "请填动态码。", "invalid": "动态码是 6 位数字。"},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "7"}),
    )

    def __init__(self, data: object = None) -> None:
        if data is not None:  # phones show the digits in two groups
            data = {"code": str(data.get("code", "")).replace(" ", "")}  # type: ignore[attr-defined]
        super().__init__(data)
