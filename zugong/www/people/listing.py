"""The list of people: its columns and orders, and how much of each row an account sees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest

from zugong.core.dates import full_months
from zugong.people.models import Member, Person, RankHolding
from zugong.people.ordering import in_fixed_order
from zugong.people.seeing import REGISTER_ROLES, sees
from zugong.people.selectors import branches_of, posts_of, present_on
from zugong.www.columns import Column
from zugong.www.people.asking import Asked
from zugong.www.sorting import Ordering, ordering


COLUMNS = (
    Column("code", "编号"),
    Column("sex", "性别"),
    Column("ethnicity", "民族", shown=False),
    Column("born_on", "出生年月"),
    Column("native_place", "籍贯", shown=False),
    Column("education", "学历"),
    Column("post", "现任职务"),
    Column("level", "层次", shown=False),
    Column("in_post_since", "任现职", shown=False),
    Column("rank", "职级", shown=False),
    Column("home", "管理单位"),
    Column("branch", "所在支部"),
    Column("status", "党员"),
    Column("party_joined_on", "入党时间", shown=False),
    Column("work_started_on", "参加工作时间", shown=False),
)

ORDERS = {
    "name": ("pinyin", "id"),
    "strokes": ("strokes", "id"),
    "code": ("code", "id"),
    "born_on": ("born_on", "id"),
    "team": ("strokes", "id"),
}
ORDER_LABELS = (("name", "拼音"), ("strokes", "姓氏笔画"), ("team", "班子"), ("-born_on", "年龄小的在前"))

MOST_IN_FIXED_ORDER = 2_000
"""People; the fixed order is made outside the database, and only for as many as are on a formal list."""


def chosen_order(request: HttpRequest) -> Ordering:
    """By pinyin unless told, as in look-ups; formal lists are by strokes or in the fixed order."""
    return ordering(request, ORDERS, "name")


def keys_in_order(asked: Asked, order: Ordering, day: date) -> tuple[Any, bool]:
    """The keys in that order, and whether they are too many for the fixed order that was asked for."""
    ordered = asked.rows.order_by(*order.fields).values_list("pk", flat=True)
    if order.key != "team":
        return ordered, False
    found = list(ordered[: MOST_IN_FIXED_ORDER + 1])
    if len(found) > MOST_IN_FIXED_ORDER:
        return ordered, True
    placed = in_fixed_order(found, day)
    return (placed[::-1] if order.down else placed), False


def fill(keys: Iterable[int], user: Any, day: date, *, ranked: bool = True) -> list[dict[str, Any]]:
    """The people of these keys, in order, with present posts, branches and, where asked for, rank.

    `open` where the account sees more than name, branch post and status.
    """
    wanted = list(keys)
    people = Person.objects.select_related("home").in_bulk(wanted)
    posts, branches = posts_of(wanted, day), branches_of(wanted, day)
    ranks = ranks_of(wanted, day) if ranked else {}
    return [
        {
            "person": people[pk],
            "open": _sees(user, people[pk], branches.get(pk, [])),
            "posts": posts.get(pk, []),
            "branches": branches.get(pk, []),
            "rank": ranks.get(pk, ""),
            "age": full_months(people[pk].born_on, day) // 12 if people[pk].born_on else None,
        }
        for pk in wanted
        if pk in people
    ]


def ranks_of(people: list[int], day: date) -> dict[int, str]:
    """The words of the rank held on the day by person. One query."""
    rows = RankHolding.objects.filter(present_on(day), person__in=people).order_by("since")
    return {row.person_id: row.get_rank_display() for row in rows}


def _sees(user: Any, person: Person, branches: Iterable[Member]) -> bool:
    paths = [member.organization.path for member in branches]
    return sees(user, REGISTER_ROLES, [*paths, person.home.path] if person.home else paths)
