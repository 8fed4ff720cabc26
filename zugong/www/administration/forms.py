"""Forms of the administrators."""

from __future__ import annotations

from django import forms

from zugong.accounts.enums import Administration, Role


def day_input() -> forms.DateInput:
    """The browser's own field for a day, which takes ISO only."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AccountForm(forms.Form):
    """A new account."""

    username = forms.CharField(
        label="账号",
        max_length=40,
        help_text="登录用的名字：小写字母开头，只含小写字母、数字、点、横线，例如 liwj。开立后不能改。",
        error_messages={"required": "请填账号。"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label="姓名",
        max_length=60,
        help_text="本人姓名，显示在页面右上角和留痕里。一人一个账号，不设公用账号。",
        error_messages={"required": "请填姓名。"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NameForm(forms.Form):
    """Another name of the person."""

    name = forms.CharField(label="姓名", max_length=60, error_messages={"required": "请填姓名。"})
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why something is taken away or given back."""

    reason = forms.CharField(
        label="原因",
        max_length=200,
        help_text="写进留痕，不要写个人情况。例如：调离、调整分工。",
        error_messages={"required": "请写原因。"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class GrantForm(forms.Form):
    """A role over an organization."""

    role = forms.ChoiceField(
        label="岗位", choices=[("", "请选择"), *Role.choices], error_messages={"required": "请选择岗位。"}
    )
    since = forms.DateField(label="起", widget=day_input(), error_messages={"required": "请填从哪天起。"})
    until = forms.DateField(
        label="止", widget=day_input(), required=False, help_text="从这一天起不再有这个岗位；长期的不填。"
    )


class AccountQuery(forms.Form):
    """What the list of accounts is asked for."""

    STATES = (
        ("", "全部"),
        ("open", "在用"),
        ("closed", "已停用"),
        ("locked", "暂时锁定"),
        ("fresh", "还没换一次性口令"),
        ("idle", "在用而无岗位"),
    )
    q = forms.CharField(
        label="账号或姓名", required=False, max_length=60, widget=forms.TextInput(attrs={"class": "form-control"})
    )
    role = forms.ChoiceField(
        label="岗位",
        required=False,
        choices=[("", "全部"), *Administration.choices, *Role.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    state = forms.ChoiceField(
        label="状态", required=False, choices=STATES, widget=forms.Select(attrs={"class": "form-select"})
    )
