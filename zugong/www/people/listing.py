"""The list of people: what is asked for, in which order, and how much of each row an account sees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from zugong.organizations.models import Organization
from zugong.organizations.selectors import seen_by
from zugong.people.models import Member, Person, Tenure
from zugong.people.seeing import MEMBER_ROLES, REGISTER_ROLES, sees
from zugong.people.selectors import branches_of, posts_of, present_on
from zugong.regulations.tables.schema import EDUCATION_LEVELS
from zugong.www.columns import Column
from zugong.www.search.finding import person_like
from zugong.www.sorting import Ordering, ordering


COLUMNS = (
    Column("code", "编号"),
    Column("sex", "性别"),
    Column("born_on", "出生年月"),
    Column("education", "学历"),
    Column("post", "现任职务"),
    Column("home", "管理单位"),
    Column("branch", "所在支部"),
    Column("status", "党员"),
    Column("party_joined_on", "入党时间", shown=False),
    Column("work_started_on", "参加工作时间", shown=False),
)

ORDERS = {"name": ("pinyin", "id"), "code": ("code", "id"), "born_on": ("born_on", "id")}


class ListForm(forms.Form):
    """The query area."""

    q = forms.CharField(label="姓名", required=False, max_length=100)
    kind = forms.ChoiceField(
        label="类别", required=False, choices=[("", "全部"), ("cadre", "有现任职务"), ("member", "没有职务")]
    )
    education = forms.ChoiceField(label="学历", required=False, choices=[("", "全部"), *EDUCATION_LEVELS.items()])
    member = forms.ChoiceField(
        label="党员",
        required=False,
        choices=[("", "全部"), ("full", "正式党员"), ("probationary", "预备党员"), ("none", "不在支部")],
    )


def asked_people(request: HttpRequest, form: ListForm, under: Organization | None) -> QuerySet[Person]:
    """The people the query area asks for, among those the account may see."""
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows: Any = Person.objects.visible_to(request.user, MEMBER_ROLES)
    if under is not None:
        rows = rows.under(under)
    if asked.get("q"):
        rows = rows.filter(person_like(asked["q"]))
    if asked.get("education"):
        rows = rows.filter(education=asked["education"])
    if asked.get("kind"):
        holds = Exists(Tenure.objects.filter(present_on(request.today), person=OuterRef("pk")))  # type: ignore[attr-defined]
        rows = rows.filter(holds if asked["kind"] == "cadre" else ~holds)
    if asked.get("member"):
        rows = _of_status(rows, asked["member"], request.today)  # type: ignore[attr-defined]
    return rows


def chosen_order(request: HttpRequest) -> Ordering:
    """By pinyin unless told, as in look-ups; formal lists are ordered elsewhere."""
    return ordering(request, ORDERS, "name")


def chosen_unit(request: HttpRequest) -> Organization | None:
    """The organization `?under=` names, if the account may see it."""
    under = request.GET.get("under", "")
    return (
        seen_by(request.user, MEMBER_ROLES).filter(pk=under).first() if under.isascii() and under.isdigit() else None
    )


def fill(keys: Iterable[int], user: Any, day: date) -> list[dict[str, Any]]:
    """The people of these keys, in order, with present posts and branches.

    `open` where the account sees more than name, branch post and status.
    """
    wanted = list(keys)
    people = Person.objects.select_related("home").in_bulk(wanted)
    posts, branches = posts_of(wanted, day), branches_of(wanted, day)
    return [
        {
            "person": people[pk],
            "open": _sees(user, people[pk], branches.get(pk, [])),
            "posts": posts.get(pk, []),
            "branches": branches.get(pk, []),
        }
        for pk in wanted
    ]


def _sees(user: Any, person: Person, branches: Iterable[Member]) -> bool:
    paths = [member.organization.path for member in branches]
    return sees(user, REGISTER_ROLES, [*paths, person.home.path] if person.home else paths)


def _of_status(rows: Any, status: str, day: date) -> Any:
    here = Member.objects.filter(present_on(day), person=OuterRef("pk"))
    return rows.filter(~Exists(here)) if status == "none" else rows.filter(Exists(here.filter(status=status)))
