"""Forms about organizations. They check single values; what an action objects to is told at the same fields."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from zugong.organizations.actions.edit_organization import EDITABLE
from zugong.organizations.models import Organization
from zugong.www.organizations.picking import OrganizationField


def day_input() -> forms.DateInput:
    """A day as the browser lets one pick it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def tristate(label: str) -> forms.TypedChoiceField:
    """是, 否, or not known."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[("", "未填"), ("True", "是"), ("False", "否")],
        coerce=lambda text: text == "True",
        empty_value=None,
    )


class RowForm(forms.ModelForm):
    """The fields of a row. Never saved as such: an action writes it.

    What speaks of other rows is left to the action, or the second copy of a form would be refused for the first one's
    sake.
    """

    def validate_unique(self) -> None:
        """The action tells."""


class FactsForm(RowForm):
    """What is written about an organization."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    publicity_line = tristate("宣传思想文化线")
    has_committee = tristate("设支委会")
    holds_life_meeting = tristate("召开民主生活会")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = self.fields["setting"]
        kinds.choices = [("", "未填"), *kinds.choices[1:]]  # type: ignore[attr-defined]

    class Meta:
        model = Organization
        fields: tuple[str, ...] = EDITABLE
        widgets = {name: day_input() for name in ("founded_on", "term_since", "term_extended_until")}
        help_texts = {
            "code": "与其他系统对照用，全区唯一，如 c00011",
            "short_name": "列表上用，可不填",
            "publicity_line": "属宣传思想文化战线的部门和单位",
            "committee_size": "设支委会的支部填",
            "term_extended_until": "经批准延期换届的，填延到的最后一天",
        }


class FoundingForm(FactsForm):
    """The same, with a name and a parent."""

    field_order = ("name", "code", "parent", "kind")

    class Meta(FactsForm.Meta):
        fields: tuple[str, ...] = ("name", *EDITABLE)

    def __init__(self, *args: Any, user: Any, roles: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"] = OrganizationField(user, roles, label="上级")
        self.order_fields(self.field_order)


class ActForm(forms.Form):
    """An act upon one organization: the version somebody was looking at, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="依据或说明", max_length=200, required=False, help_text="写文号或缘由，不写个人情况；随留痕保存"
    )


class RenameForm(ActForm):
    """A new name from a day on, or the mending of a mistake."""

    field_order = ("name", "kept", "on")
    name = forms.CharField(label="新名称", max_length=120)
    kept = forms.ChoiceField(
        label="性质",
        choices=[("former", "更名：旧名称留作曾用名"), ("mistake", "更正：旧名称写错了，不留")],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label="更名日期", required=False, widget=day_input(), help_text="更名时填")

    def clean(self) -> dict[str, Any]:
        """A renaming needs its day."""
        told = super().clean() or {}
        if told.get("kept") == "former" and not told.get("on") and "on" not in self.errors:
            self.add_error("on", "更名要填日期；若是更正笔误，请选“更正”。")
        return told


class MoveForm(ActForm):
    """Another parent."""

    field_order = ("parent",)

    def __init__(self, *args: Any, user: Any, roles: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"] = OrganizationField(user, roles, label="新的上级")
        self.order_fields(self.field_order)


class MergeForm(ActForm):
    """Who takes over, since when, and whether the children go along."""

    field_order = ("into", "on", "with_children")
    on = forms.DateField(label="合并日期", widget=day_input())
    with_children = forms.BooleanField(label="下级组织一并划转过去", required=False)

    def __init__(self, *args: Any, user: Any, roles: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"] = OrganizationField(user, roles, label="合并到")
        self.order_fields(self.field_order)


class SplitForm(ActForm):
    """Which organizations take over."""

    field_order = ("successors", "on")
    on = forms.DateField(label="分设日期", widget=day_input())

    def __init__(self, *args: Any, user: Any, roles: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.finder = OrganizationField(user, roles)
        self.fields["successors"] = forms.CharField(
            label="分设出的组织",
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="每行一个，填编号或名称；要先在“新增”里设立",
        )
        self.order_fields(self.field_order)

    def clean_successors(self) -> list[Organization]:
        """One organization a line."""
        found = [self.finder.clean(line) for line in self.cleaned_data["successors"].splitlines() if line.strip()]
        return list({row.pk: row for row in found}.values())


class DissolveForm(ActForm):
    """The day from which it is no more."""

    field_order = ("on",)
    on = forms.DateField(label="撤销日期", widget=day_input())
