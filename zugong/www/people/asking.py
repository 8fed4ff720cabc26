"""The query area of the list of people, read from an address: who is asked for, in words and as a query again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from zugong.organizations.models import Organization
from zugong.organizations.selectors import seen_by
from zugong.people.filters import DEGREES, ETHNICITIES, OPEN, PARTIES, UNKNOWN, narrowed
from zugong.people.models import NamedList, Person
from zugong.people.seeing import MEMBER_ROLES, REGISTER_ROLES
from zugong.regulations.tables.schema import EDUCATION_LEVELS, EDUCATION_MODES, GRADES, LEVELS, RANKS
from zugong.www.organizations.picking import OrganizationField, written


VIEWING = frozenset({"page", "size", "sort", "columns", "all"})
"""Names in an address that say how the list is shown, not who is on it."""

MOST_CHOSEN = 1000


def _choice(label: str, choices: Mapping[str, str], *, unknown: bool = False) -> forms.ChoiceField:
    more = [(UNKNOWN, "未填")] if unknown else []
    return forms.ChoiceField(label=label, required=False, choices=[("", "全部"), *choices.items(), *more])


def _years(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=99)


class HomeField(OrganizationField):
    """An organization, or `none` for those of whom none is known."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError when nothing or more than one organization in reach is meant."""
        return UNKNOWN if value == UNKNOWN else super().clean(value)


ORGANIZATIONS: Mapping[str, type[OrganizationField]] = {
    "home": OrganizationField,
    "home_at": HomeField,
    "branch": OrganizationField,
}
"""Conditions that name an organization within the account's reach."""


class AskForm(forms.Form):
    """Every condition, by the name it has in an address."""

    q = forms.CharField(label="姓名", required=False, max_length=100)
    kind = _choice("类别", {"cadre": "有现任职务", "member": "没有职务"})
    level = _choice("现任层次", LEVELS, unknown=True)
    education = _choice("学历", EDUCATION_LEVELS, unknown=True)
    member = _choice("党员", {"full": "正式党员", "probationary": "预备党员", "none": "不在支部"})
    home = forms.CharField(label="管理单位", required=False, max_length=200)
    home_at = forms.CharField(label="管理单位（只本级）", required=False, max_length=200)
    branch = forms.CharField(label="所在支部", required=False, max_length=200)
    post = forms.CharField(label="职务含", required=False, max_length=60)
    level_from = _choice("层次不低于", LEVELS)
    rank = _choice("职级", RANKS, unknown=True)
    sex = _choice("性别", {"男": "男", "女": "女"}, unknown=True)
    age_from = _years("年龄从")
    age_to = _years("年龄到")
    born = _choice("出生年月", {}, unknown=True)
    ethnicity = _choice("民族", ETHNICITIES)
    party = _choice("政治面貌", PARTIES)
    mode = _choice("教育类别", EDUCATION_MODES)
    degree = _choice("学位", DEGREES)
    post_years_from = _years("任现职满（年）")
    post_years_to = _years("任现职至多（年）")
    grade_year = forms.IntegerField(label="考核年度", required=False, min_value=1950, max_value=2100)
    grade = _choice("考核等次", GRADES, unknown=True)
    experience = _choice("经历", {"grassroots": "基层经历", "publicity_line": "宣传思想文化线"})
    named_list = forms.ModelChoiceField(NamedList.objects.none(), label="名单", required=False, empty_label="全部")

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, kind in ORGANIZATIONS.items():
            label = self.fields[name].label
            self.fields[name] = kind(user, REGISTER_ROLES, label=label, required=False, max_length=200, help_text="")
        self.fields["named_list"].queryset = NamedList.objects.visible_to(user)  # type: ignore[attr-defined]
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_select else "form-control"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who an address asks for: the form, the unit, the chosen people, and all of it as a query."""

    form: AskForm
    under: Organization | None
    chosen: tuple[int, ...]
    query: str
    rows: QuerySet[Person]

    @property
    def words(self) -> list[tuple[str, str]]:
        """The conditions in force, as label and value."""
        told = [("单位", f"{self.under.name}及其下级")] if self.under else []
        told += [("选中", f"{len(self.chosen)} 人")] if self.chosen else []
        return told + [
            (str(bound.label), _said(bound, self.form.cleaned_data[bound.name]))
            for bound in self.form
            if self.form.cleaned_data.get(bound.name) not in (None, "")
        ]

    @property
    def is_rare(self) -> bool:
        """Whether a condition is in force that the query area keeps folded."""
        return any(self.form.cleaned_data.get(name) not in (None, "") for name in RARE)


SHOWN = ("kind", "level", "education", "member")
RARE = tuple(name for name in AskForm.base_fields if name not in {"q", *SHOWN})


def asked(request: HttpRequest, roles: frozenset[str] = MEMBER_ROLES, query: str | None = None) -> Asked:
    """What the address (or that query) asks for, among the people the account may see in these roles.

    Conditions about facts narrow to those whose facts the account sees: or the answer would tell them.
    """
    told = request.GET if query is None else QueryDict(query)
    form, under = AskForm(told, user=request.user), _unit(request, told)
    form.is_valid()
    wanted = dict(form.cleaned_data)
    chosen = () if told.get("all") else _chosen(told)
    values = wanted | ({"pk": list(chosen)} if chosen else {})
    facts = {name for name, value in values.items() if value not in (None, "")} - OPEN
    rows: Any = Person.objects.visible_to(request.user, roles & REGISTER_ROLES if facts else roles)
    if under is not None:
        rows = rows.under(under)
    return Asked(form, under, chosen, _query(told), narrowed(rows, values, request.today))  # type: ignore[attr-defined]


def address_of(query: str) -> str:
    """Where a saved query opens: a roster's design carries a title, the list's conditions do not."""
    return f"{reverse('people:roster' if 'title' in QueryDict(query) else 'people:list')}?{query}"


def hidden(query: str) -> list[tuple[str, str]]:
    """A query as the names and values of hidden fields."""
    told = QueryDict(query)
    return [(name, value) for name in told for value in told.getlist(name)]


def _query(told: QueryDict) -> str:
    kept = told.copy()
    for name in [name for name in kept if name in VIEWING or (name == "pk" and told.get("all"))]:
        del kept[name]
    for name in [name for name in kept if not any(kept.getlist(name))]:
        del kept[name]
    return kept.urlencode()


def _chosen(told: QueryDict) -> tuple[int, ...]:
    keys = [key for key in told.getlist("pk") if key.isascii() and key.isdigit()]
    return tuple(dict.fromkeys(int(key) for key in keys[:MOST_CHOSEN] if len(key) <= 18))


def _unit(request: HttpRequest, told: QueryDict) -> Organization | None:
    """The organization `?under=` names, if the account may see it."""
    under = told.get("under", "")
    if not (under.isascii() and under.isdigit() and len(under) <= 18):
        return None
    return seen_by(request.user, MEMBER_ROLES).filter(pk=under).first()


def _said(bound: forms.BoundField, value: Any) -> str:
    if isinstance(value, Organization):
        return written(value)
    if value == UNKNOWN:
        return "未填"
    choices: Any = getattr(bound.field, "choices", None)
    if choices is None or isinstance(value, NamedList):
        return str(value)
    return str(dict(choices).get(value, value))
