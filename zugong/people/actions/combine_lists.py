"""Make a new list out of two or more."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.people.actions.create_list import add_list, owner_of
from zugong.people.lists import on_list
from zugong.people.models import NamedList


class Combination(StrEnum):
    """How lists are put together; the first one is the one that the others are taken from."""

    UNION = "union"
    INTERSECTION = "intersection"
    DIFFERENCE = "difference"


COMBINATIONS = {
    Combination.UNION: "并集：在任一名单上的人",
    Combination.INTERSECTION: "交集：每份名单上都有的人",
    Combination.DIFFERENCE: "差集：在第一份、不在其余名单上的人",
}


def combine_lists(
    name: str, lists: Sequence[NamedList], how: Combination, *, by: Acting, purpose: str = ""
) -> NamedList:
    """Out of the people the account sees on them, in the order of the first. Raises NotAllowed, Invalid."""
    owner = owner_of(by)
    if len({one.pk for one in lists}) < 2:
        raise Invalid(fields={"lists": "请选两份以上的名单。"})
    with recording(by.actor, "people.list.combined", "people.namedlist:") as change:
        people = combined([on_list(one, owner).people for one in lists], how)
        return add_list(change, name, people, owner=owner, purpose=purpose)


def combined(sets: Sequence[Sequence[int]], how: Combination) -> list[int]:
    """The keys, each once, in the order in which they first stand."""
    first, *others = sets
    if how is Combination.UNION:
        return list(dict.fromkeys(key for keys in sets for key in keys))
    if how is Combination.INTERSECTION:
        everywhere = set(first).intersection(*others)
        return [key for key in first if key in everywhere]
    taken = set[int]().union(*others)
    return [key for key in first if key not in taken]
