"""The list of organizations: what is asked for, and in which order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from zugong.accounts.enums import OFFICERS, Administration
from zugong.organizations.models import Organization
from zugong.organizations.selectors import living, named_like, seen_by
from zugong.regulations.tables.schema import ORGANIZATION_KINDS, SETTINGS
from zugong.www.columns import Column
from zugong.www.sorting import Ordering, ordering


SEEING = frozenset(OFFICERS | {Administration.SECURITY})
"""Who sees organizations; the security administrator grants roles over them."""

COLUMNS = (
    Column("code", "编号"),
    Column("kind", "类别"),
    Column("setting", "所在"),
    Column("parent", "上级"),
    Column("members", "党员"),
    Column("publicity_line", "宣传思想文化线"),
    Column("founded_on", "成立日期", shown=False),
    Column("term_since", "本届起"),
    Column("state", "状态", shown=False),
)

ORDERS = {
    "tree": ("above", "position", "code", "id"),
    "name": ("pinyin", "name", "id"),
    "code": ("code", "id"),
    "kind": ("kind", "code", "id"),
    "founded_on": ("founded_on", "id"),
    "term_since": ("term_since", "id"),
}


class ListForm(forms.Form):
    """The query area. What cannot be understood is left out, and told."""

    q = forms.CharField(label="名称", required=False, max_length=100)
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *ORGANIZATION_KINDS.items()])
    setting = forms.ChoiceField(label="所在", required=False, choices=[("", "全部"), *SETTINGS.items()])
    publicity = forms.ChoiceField(
        label="宣传思想文化线",
        required=False,
        choices=[("", "全部"), ("yes", "是"), ("no", "否"), ("unknown", "未填")],
    )
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "现有"), ("gone", "已撤销"), ("all", "全部")]
    )
    depth = forms.ChoiceField(
        label="范围", required=False, choices=[("", "本级及全部下级"), ("children", "只看直接下级")]
    )


PUBLICITY = {"yes": True, "no": False, "unknown": None}


def asked_rows(request: HttpRequest, form: ListForm, current: Organization | None) -> QuerySet[Organization]:
    """The organizations the query area asks for, below `current` where one is chosen."""
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows = seen_by(request.user, SEEING).annotate(above=Coalesce("parent__path", Value("")))
    if current is not None:
        rows = rows.filter(path__startswith=current.path)
        if asked.get("depth"):
            rows = rows.filter(parent=current)
    if asked.get("q"):
        rows = rows.filter(named_like(asked["q"]))
    for name in ("kind", "setting"):
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
    if asked.get("publicity"):
        rows = rows.filter(publicity_line=PUBLICITY[asked["publicity"]])
    if asked.get("state") != "all":
        now = living(request.today)  # type: ignore[attr-defined]
        rows = rows.exclude(now) if asked.get("state") == "gone" else rows.filter(now)
    return rows


def chosen_order(request: HttpRequest) -> Ordering:
    """The order of the list, by its place in the tree unless told."""
    return ordering(request, ORDERS, "tree")


def chosen_organization(request: HttpRequest) -> Organization | None:
    """The organization that `?under=` names, if the account may see it."""
    under = request.GET.get("under", "")
    return seen_by(request.user, SEEING).filter(pk=under).first() if under.isascii() and under.isdigit() else None
