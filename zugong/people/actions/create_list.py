"""Put people on a new list."""

from __future__ import annotations

from collections.abc import Collection

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.audit.recording import Change, recording
from zugong.core.clock import today
from zugong.core.errors import NotAllowed
from zugong.organizations.validation import check
from zugong.people.lists import new_entries, within_reach
from zugong.people.models import NamedList


def create_list(name: str, people: Collection[int], *, by: Acting, purpose: str = "") -> NamedList:
    """Those whose facts the account sees, in the order given. Raises NotAllowed for the program, Invalid."""
    with recording(by.actor, "people.list.created", "people.namedlist:") as change:
        return add_list(change, name, within_reach(people, by), owner=owner_of(by), purpose=purpose)


def owner_of(by: Acting) -> User:
    """The account whose list it becomes. Raises NotAllowed for the program."""
    if by.user is None:
        raise NotAllowed("名单属于个人，程序不能建立。")
    return by.user


def add_list(change: Change, name: str, people: Collection[int], *, owner: User, purpose: str) -> NamedList:
    """A list with its entries, within a change. Raises Invalid."""
    made = NamedList(owner=owner, name=name.strip(), purpose=purpose.strip(), created_on=today())
    check(made)
    change.add(made)
    change.add_many(new_entries(made, people))
    return made
