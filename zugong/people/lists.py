"""Named lists: whose they are, who is on them as far as somebody may see, and what may be done with them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max

from zugong.accounts.acting import Acting
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.people.models import ListEntry, NamedList, Person
from zugong.people.seeing import REGISTER_ROLES


MOST_ON_A_LIST = 20_000
"""People; more is a query, not a list."""


@dataclass(frozen=True, slots=True)
class OnList:
    """The people of a list somebody may see, in its order, and how many more are on it."""

    people: list[int]
    beyond: int


def on_list(named_list: NamedList, user: Any) -> OnList:
    """Who is on the list, narrowed by the reader's scope. Two queries."""
    entries = ListEntry.objects.filter(named_list=named_list)
    own = Person.objects.visible_to(user, REGISTER_ROLES).values("pk")
    seen = list(entries.filter(person__in=own).order_by("position", "pk").values_list("person_id", flat=True))
    return OnList(seen, entries.count() - len(seen))


def lists_of(user: Any) -> Any:
    """The lists somebody may open, with how many people are on each."""
    seen = NamedList.objects.visible_to(user).select_related("owner").annotate(size=Count("entries", distinct=True))
    return seen.order_by("-created_on", "-pk")


def fresh_list(named_list: NamedList, by: Acting, *, may_be_locked: bool = False) -> NamedList:
    """The list as it is now, to be changed by its owner.

    Raises Stale when it is gone, NotAllowed for anybody else, Invalid while it is locked.
    """
    found = NamedList.objects.select_for_update().filter(pk=named_list.pk).first()
    if found is None:
        raise Stale("这份名单已被删除；请刷新页面。")
    if by.user is not None and found.owner_id != by.user.pk:
        raise NotAllowed(f"“{found.name}”是别人建立的名单，您只能看；要改请另存为自己的名单。")
    if found.is_locked and not may_be_locked:
        raise Invalid(f"“{found.name}”已锁定，谁也不能改；要改请先解锁。")
    return found


def within_reach(people: Collection[int], by: Acting) -> list[int]:
    """Those of the people whose facts the account sees, in the order given, each once."""
    wanted = list(dict.fromkeys(people))
    if by.user is None:
        return wanted
    rows = Person.objects.visible_to(by.user, REGISTER_ROLES)
    seen = set(rows.values_list("pk", flat=True) if len(wanted) > 900 else _some(rows, wanted))
    return [pk for pk in wanted if pk in seen]


def _some(rows: Any, wanted: list[int]) -> Any:
    return rows.filter(pk__in=wanted).values_list("pk", flat=True)


def new_entries(named_list: NamedList, people: Collection[int]) -> list[ListEntry]:
    """Entries for those of the people who are not on the list yet, behind the last. Raises Invalid for too many."""
    rows = ListEntry.objects.filter(named_list=named_list)
    known = set(rows.values_list("person_id", flat=True))
    last = rows.aggregate(last=Max("position"))["last"] or 0
    fresh = [pk for pk in people if pk not in known]
    if len(known) + len(fresh) > MOST_ON_A_LIST:
        raise Invalid(f"一份名单最多 {MOST_ON_A_LIST} 人；请缩小范围，或改用“常用查询”。")
    return [ListEntry(named_list=named_list, person_id=pk, position=last + n) for n, pk in enumerate(fresh, start=1)]
