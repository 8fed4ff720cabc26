"""Forms about quotas of posts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from zugong.organizations.actions.add_quota import add_quota
from zugong.organizations.actions.change_quota import change_quota
from zugong.organizations.actions.close_quota import close_quota
from zugong.organizations.models import Organization, PostQuota
from zugong.organizations.policy import MANAGERS
from zugong.www.access import acting, page
from zugong.www.organizations.acts import address
from zugong.www.organizations.answering import Page, answer, posted, seen_version
from zugong.www.organizations.forms import ActForm, RowForm, day_input


class QuotaForm(RowForm):
    """One quota."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = PostQuota
        fields = ("level", "quota", "since", "until", "document")
        widgets = {name: day_input() for name in ("since", "until")}
        help_texts = {
            "quota": "这一层次的领导职数，个",
            "since": "从哪天起；一直如此的可不填",
            "until": "到哪天为止，这一天起不再适用；现行的不填",
            "document": "如 示编发〔2024〕3号",
        }


class CloseForm(ActForm):
    """The first day a quota is no longer in force."""

    field_order = ("until",)
    until = forms.DateField(label="止", widget=day_input(), help_text="这一天起不再适用")


@page(MANAGERS, on=Organization, posts=True)
def add(request: HttpRequest, thing: Organization) -> HttpResponse:
    """新增职数."""
    form = QuotaForm(posted(request))

    def act(told: dict[str, Any]) -> str:
        told.pop("version")
        made = add_quota(thing, told, by=acting(request, MANAGERS))
        messages.success(request, f"已登记{made.get_level_display()} {made.quota} 职。")
        return address(thing)

    return answer(request, form, Page("新增职数", "登记", address(thing), thing.name, about=thing), act)


@page(MANAGERS, on=PostQuota, posts=True)
def change(request: HttpRequest, thing: PostQuota) -> HttpResponse:
    """更正职数."""
    form = QuotaForm(posted(request), instance=thing, initial={"version": thing.version})
    back = address(thing.organization)

    def act(told: dict[str, Any]) -> str:
        values = {name: value for name, value in told.items() if name != "version"}
        change_quota(thing, values, by=acting(request, MANAGERS), seen=seen_version(told))
        messages.success(request, "职数已更正。")
        return back

    note = "核定数有变的，请先终止这一条，再从变动之日起新增一条；更正只用于登记有误。"
    return answer(request, form, Page("更正职数", "保存", back, thing.organization.name, note, thing), act)


@page(MANAGERS, on=PostQuota, posts=True)
def close(request: HttpRequest, thing: PostQuota) -> HttpResponse:
    """终止职数."""
    form = CloseForm(posted(request), initial={"version": thing.version})
    back = address(thing.organization)

    def act(told: dict[str, Any]) -> str:
        by = acting(request, MANAGERS)
        close_quota(thing, until=told["until"], by=by, seen=seen_version(told), reason=told["reason"])
        messages.success(request, "职数已终止。")
        return back

    note = f"{thing.get_level_display()} {thing.quota} 职，自 {thing.since or '以前'} 起"
    return answer(request, form, Page("终止职数", "终止", back, thing.organization.name, note, thing), act)
