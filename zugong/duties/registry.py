"""To-dos: computed when asked, by whoever knows of something due, so that none can go stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from zugong.accounts.models import User


@dataclass(frozen=True, slots=True)
class Duty:
    """Something one account has to do.

    `channel` is one of 选 训 会 评 责 人 支 法 留 户 机; `title` what to do, `about` the thing it concerns, `note`
    a few words more; `url` where it is done, `verb` the word on the button; `due_on` empty when there is no deadline.
    """

    channel: str
    title: str
    url: str
    verb: str
    about: str = ""
    note: str = ""
    due_on: date | None = None


Provider = Callable[[User, date], Iterable[Duty]]
_providers: dict[str, Provider] = {}


def provides_duties(provider: Provider) -> Provider:
    """Register a function that tells what an account has to do on a day. It must ask few queries."""
    _providers[f"{provider.__module__}.{provider.__qualname__}"] = provider
    return provider


def duties_of(user: User, day: date) -> list[Duty]:
    """What an account has to do, the most urgent first."""
    found = [duty for provider in _providers.values() for duty in provider(user, day)]
    return sorted(found, key=lambda duty: (duty.due_on or date.max, duty.channel, duty.title))
