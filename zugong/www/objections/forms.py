"""Narrowing the list, and what a handler writes."""

from __future__ import annotations

from django import forms

from zugong.objections.actions.decide_objection import DECISION_LENGTH
from zugong.objections.models import DECISIONS, ObjectionKind, ObjectionStatus


STATES = {"open": "未办结", "overdue": "已超期", "mine": "我办理的", "closed": "已办结", "all": "全部"}


class ListForm(forms.Form):
    """What the list is narrowed to."""

    show = forms.ChoiceField(label="状态", required=False, choices=list(STATES.items()))
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部种类"), *ObjectionKind.choices])
    text = forms.CharField(label="姓名或编号", required=False, max_length=60)


class DecideForm(forms.Form):
    """The answer."""

    outcome = forms.ChoiceField(
        label="结论",
        widget=forms.RadioSelect,
        choices=[(status.value, ObjectionStatus(status).label) for status in DECISIONS],
        error_messages={"required": "请选择成立、部分成立或不成立。"},
    )
    decision = forms.CharField(
        label="答复",
        max_length=DECISION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="核实了什么、为什么这样答复；本人会看到",
        error_messages={"required": "请写理由：核实了什么、为什么这样答复，本人会看到。"},
    )
    citation = forms.CharField(
        label="依据",
        max_length=120,
        help_text="法规和条款，例如：个人信息保护法第46条",
        error_messages={"required": "请写依据的法规和条款，例如：个人信息保护法第46条。"},
    )


class ExtendForm(forms.Form):
    """More time for a difficult appeal."""

    reason = forms.CharField(
        label="案情复杂在哪里",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明案情复杂在哪里，本人会看到。"},
    )
