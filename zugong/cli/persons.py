"""Two persons at the server, each with a password of their own."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from zugong.audit.actors import Actor


def two_persons(names: Sequence[str]) -> tuple[Actor, Actor]:
    """Both accounts, once their passwords were typed. Raises NotAllowed."""
    from zugong.core.errors import NotAllowed

    first, second = names
    if first == second:
        raise NotAllowed("要由两个不同的人办：请写两个不同的账号。")
    return _person(first), _person(second)


def _person(name: str) -> Actor:
    from zugong.accounts.backends import AccountBackend
    from zugong.audit.actors import Actor
    from zugong.core.errors import NotAllowed

    found = AccountBackend().authenticate(None, name, getpass.getpass(f"{name} 的口令："))
    if found is None:
        raise NotAllowed(f"账号 {name} 的口令不对，或者账号已停用。没有办理。")
    if not found.administration:
        raise NotAllowed(f"账号 {name} 不是三员账号。这件事要由两名三员一起办。")
    return Actor(found.username, found.administration)
