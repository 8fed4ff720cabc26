"""Forms about one person. They check single values; what an action objects to is told at the same fields."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.db import models

from zugong.organizations.models import Organization
from zugong.people.actions.correct_person import EDITABLE
from zugong.people.facts import Fact
from zugong.people.models import Person, Tenure
from zugong.people.sealed import SealedTextField
from zugong.www.organizations.forms import ActForm, RowForm, day_input, tristate
from zugong.www.organizations.picking import OrganizationField, written


HINTS = {
    "since": "从哪天起；只知道月份的填当月 1 日",
    "until": "不再担任的第一天；现任的不填",
    "level": "职务层次，如乡科级正职",
    "name": "学历如“大学”，学位如“文学学士”",
    "school": "如 示例大学中文系汉语言文学专业",
    "influence_until": "决定里另定了的才填；不填的按种类的法定期限计算",
    "party_probation_months": "留党察看才填",
    "settled_value": "如 1972-04-15；结论为“已认定”时填",
    "year": "四位年份，如 2025",
    "unit_and_post": "按任免审批表的写法",
    "position": "在表上排第几，可不填",
}
PERSON_HINTS = {
    "spoken_name": "姓名读音与字典不同的才填，音节之间空一格，如 shan tian fang",
    "born_on": "只知道月份的填当月 1 日",
    "parties": "民主党派或无党派，可不填",
    "current_post": "任免审批表上的写法",
    "education": "最高学历",
    "rewards_and_sanctions": "任免审批表“奖惩情况”的文字",
    "id_number": "",
}
SEALED = ("id_number", "health")
"""Lie sealed and are not shown by opening a form: an empty field means that they stay."""


class KeptOrganizationField(OrganizationField):
    """Accepts beside what lies in reach also the organization that was there before."""

    kept: Organization | None = None

    def clean(self, value: Any) -> Any:
        """The organization of before when nothing was changed."""
        if self.kept is not None and str(value or "").strip() == written(self.kept):
            return self.kept
        return super().clean(value)


def _control(field: models.Field[Any, Any], **options: Any) -> Any:
    """The form field of a column: days as days, flags as three-valued choices."""
    if isinstance(field, models.DateField):
        return field.formfield(widget=day_input(), **options)
    if isinstance(field, models.BooleanField):
        return tristate(str(field.verbose_name))
    made: Any = field.formfield(**options)
    if field.choices and made.choices[0][0] == "":
        made.choices = [("", "请选择" if made.required else "未填"), *made.choices[1:]]
    return made


def fact_form(fact: Fact, user: Any, row: Any, data: Any = None) -> forms.ModelForm[Any]:
    """The form of a kind of fact, filled from the row."""
    plain = [name for name in fact.fields if name != "organization"]
    hints = {name: hint for name, hint in HINTS.items() if not (name == "name" and fact.kind != "diploma")}
    made: Any = forms.modelform_factory(
        fact.model, form=RowForm, fields=plain, formfield_callback=_control, help_texts=hints
    )
    form = made(data, instance=row, initial={"version": row.version})
    if "organization" in fact.fields:
        form.fields["organization"] = _organization_field(fact, user, row, form)
    form.fields["reason"] = forms.CharField(
        label="依据或说明", max_length=200, required=False, help_text="写文号或缘由，不写个人情况；随留痕保存"
    )
    form.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form.order_fields([*fact.fields, "reason", "version"])
    _empty_sealed(form, fact, row)
    return form


def sealed_fields(fact: Fact) -> list[str]:
    """The fields of the kind that lie sealed."""
    kept = {column.name for column in fact.model._meta.concrete_fields if isinstance(column, SealedTextField)}
    return [name for name in fact.fields if name in kept]


def _empty_sealed(form: Any, fact: Fact, row: Any) -> None:
    """A form does not open what lies sealed: an empty field means that it stays."""
    for name in sealed_fields(fact) if row.pk else ():
        form.initial[name] = ""
        form.fields[name].required = False
        form.fields[name].help_text = "密封保存，这里不显示；留空表示不改"


def _organization_field(fact: Fact, user: Any, row: Any, form: Any) -> KeptOrganizationField:
    column = fact.model._meta.get_field("organization")
    field = KeptOrganizationField(user, fact.keepers, label=column.verbose_name, required=not column.null)
    field.kept = row.organization if row.organization_id else None
    form.initial["organization"] = field.kept
    return field


class PersonForm(RowForm):
    """What is written about a person; sealed fields come empty and are written when something stands in them."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="更正依据", max_length=200, required=False, help_text="写文号或缘由，不写个人情况；随留痕保存"
    )
    sex = forms.ChoiceField(label="性别", required=False, choices=[("", "未填"), ("男", "男"), ("女", "女")])

    class Meta:
        model = Person
        fields = EDITABLE
        widgets = {
            **{name: day_input() for name in ("born_on", "work_started_on", "party_joined_on")},
            **{name: forms.TextInput(attrs={"autocomplete": "off"}) for name in SEALED},
            "rewards_and_sanctions": forms.Textarea(attrs={"rows": 3}),
            "current_post": forms.TextInput(),
        }
        help_texts = PERSON_HINTS

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in SEALED:
            self.initial[name] = ""
            if self.instance.pk:
                self.fields[name].help_text = "密封保存，这里不显示；留空表示不改"
        self.fields["education"].choices = [("", "未填"), *self.fields["education"].choices[1:]]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What an action writes."""
        told = {name: self.cleaned_data[name] for name in EDITABLE}
        return {name: value for name, value in told.items() if value or name not in SEALED}

    def _post_clean(self) -> None:
        """The instance stays as it is in the database: the action checks."""


class RegisterForm(PersonForm):
    """The same, with the unit and a code."""

    code = forms.CharField(
        label="编号", max_length=60, required=False, help_text="与其他系统对照用，全区唯一；不填由系统编"
    )
    is_another = forms.BooleanField(label="已核对，不是同一个人", required=False, help_text="提示有同名人员时才勾选")

    def __init__(self, *args: Any, user: Any, roles: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["home"] = OrganizationField(user, roles, label="管理单位")
        self.order_fields(["name", "home", "code", "is_another"])


class EndForm(ActForm):
    """The first day a post is not held."""

    field_order = ("until",)
    until = forms.DateField(label="止", widget=day_input(), help_text="不再担任的第一天")


class RemovalForm(ActForm):
    """Why a row goes."""

    reason = forms.CharField(label="缘由", max_length=200, help_text="如“登记重复”，不写个人情况；随留痕保存")


class CareerForm(forms.Form):
    """The 简历 as a text."""

    text = forms.CharField(
        label="简历",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text="每行一段，如 2004.09--2008.07  某校学习；现任写 2020.01--；同时进行的写在下一行：（其间：……）",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label="依据或说明", max_length=200, required=False, help_text="随留痕保存")


class PhotoForm(forms.Form):
    """A file with a photo."""

    photo = forms.FileField(label="照片", help_text="JPG、PNG 或 BMP，不超过 5 MB；自动裁成 4:5")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MarkForm(forms.Form):
    """Which post a line of the career stands for."""

    tenure = forms.ModelChoiceField(Tenure.objects.none(), label="对应的任职", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["tenure"]
        field.queryset = Tenure.objects.filter(person=person).order_by("-since", "pk")
        field.label_from_instance = lambda row: f"{row.since:%Y.%m}　{row.post}"


class SendForm(ActForm):
    """Where somebody goes. The other side is mostly out of reach, so it is named exactly."""

    field_order = ("destination", "letter", "due_on")
    destination = forms.CharField(label="转入单位", max_length=120, help_text="填编号或全称；组织关系填支部")
    letter = forms.CharField(label="介绍信编号", max_length=60, required=False)
    due_on = forms.DateField(label="接收期限", required=False, widget=day_input(), help_text="介绍信有效期的最后一天")

    def clean_destination(self) -> Organization:
        """Any living organization: who sends somebody away need not manage the place they go to."""
        text = self.cleaned_data["destination"].strip()
        living = Organization.objects.filter(dissolved_on=None)
        code = text.rpartition("（")[2].rstrip("）") if text.endswith("）") else text
        found = list(living.filter(code=code)[:1]) or list(living.filter(name=text)[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                f"“{text}”有不止一个，请填编号。" if found else f"没有“{text}”；请填编号或全称。"
            )
        return found[0]


class AcceptForm(forms.Form):
    """The day somebody was received."""

    on = forms.DateField(label="接收日期", widget=day_input())
    answer = forms.CharField(label="接收意见", max_length=200, required=False, help_text="退回时必填")
