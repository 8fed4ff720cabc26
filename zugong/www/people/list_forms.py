"""Forms about named lists."""

from __future__ import annotations

from typing import Any

from django import forms

from zugong.accounts.models import User
from zugong.people.actions.combine_lists import COMBINATIONS, Combination
from zugong.people.models import NamedList


class ListForm(forms.Form):
    """Name and purpose."""

    name = forms.CharField(label="名称", max_length=80)
    purpose = forms.CharField(label="用途", max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class TakeForm(forms.Form):
    """A list of one's own, or the name of a new one."""

    named_list = forms.ModelChoiceField(
        NamedList.objects.none(), label="加到已有的名单", required=False, empty_label="（新建一份）"
    )
    name = forms.CharField(label="新名单的名称", max_length=80, required=False)
    purpose = forms.CharField(label="用途", max_length=200, required=False)

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        own = NamedList.objects.filter(owner=user, is_locked=False)
        self.fields["named_list"].queryset = own  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError when neither is given."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("named_list") is None and not told.get("name") and "name" not in self.errors:
            self.add_error("name", "请选一份已有的名单，或填新名单的名称。")
        return told


class CombineForm(forms.Form):
    """Which lists, and how."""

    lists = forms.ModelMultipleChoiceField(NamedList.objects.none(), label="名单", widget=forms.CheckboxSelectMultiple)
    how = forms.TypedChoiceField(
        label="怎样合成",
        choices=[(one.value, words) for one, words in COMBINATIONS.items()],
        coerce=Combination,
        initial=Combination.UNION,
    )
    first = forms.ModelChoiceField(
        NamedList.objects.none(),
        label="以哪一份为准",
        required=False,
        empty_label="（列在最前的一份）",
        help_text="顺序照这一份；差集是从这一份里去掉其余名单上的人",
    )
    name = forms.CharField(label="新名单的名称", max_length=80)
    purpose = forms.CharField(label="用途", max_length=200, required=False)

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("lists", "first"):
            self.fields[name].queryset = NamedList.objects.visible_to(user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Adds `ordered`: the lists with the first one in front."""
        told: dict[str, Any] = super().clean() or {}
        lists, first = list(told.get("lists") or ()), told.get("first")
        told["ordered"] = lists if first is None else [first, *(one for one in lists if one != first)]
        return told


class ShareForm(forms.Form):
    """The account that may read."""

    username = forms.CharField(label="共享给（账号）", max_length=150)

    def clean_username(self) -> User:
        """Raises ValidationError when there is no such open account."""
        found = User.objects.filter(username=self.cleaned_data["username"].strip(), is_active=True).first()
        if found is None:
            raise forms.ValidationError("没有这个账号，或账号已停用；请核对账号名。")
        return found
