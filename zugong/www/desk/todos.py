"""The to-dos of the desk: all of them, and those a chosen lamp or channel leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest

from zugong.accounts.models import User
from zugong.duties.registry import Duty
from zugong.www.components.lamps import SOON_DAYS
from zugong.www.standing import standing_of


Holds = Callable[[Duty, date], bool]

LAMPS: dict[str, tuple[str, Holds]] = {
    "over": ("已超期", lambda duty, day: duty.due_on is not None and duty.due_on < day),
    "soon": (
        "快到期",
        lambda duty, day: duty.due_on is not None and day <= duty.due_on <= day + timedelta(days=SOON_DAYS),
    ),
    "later": ("从容", lambda duty, day: duty.due_on is not None and duty.due_on > day + timedelta(days=SOON_DAYS)),
    "open": ("无期限", lambda duty, day: duty.due_on is None),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter somebody may set: its value in the address, its words, how many it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Todos:
    """What to do, what the filters leave of it, and the filters."""

    every: Sequence[Duty]
    shown: Sequence[Duty]
    lamps: Sequence[Choice]
    channels: Sequence[Choice]
    lamp: str
    channel: str

    @property
    def summary(self) -> str:
        """What is urgent, in words."""
        counts = {choice.value: choice.count for choice in self.lamps}
        urgent = [f"{counts['over']} 件已超期"] * bool(counts["over"]) + [f"{counts['soon']} 件快到期"] * bool(
            counts["soon"]
        )
        return "，".join(urgent) or "没有超期和快到期的"


def todos_of(request: HttpRequest, user: User, day: date) -> Todos:
    """The to-dos, the most urgent first, and what `?lamp=` and `?channel=` leave of them."""
    every = standing_of(user, day).duties
    lamps = [Choice(key, label, sum(holds(duty, day) for duty in every)) for key, (label, holds) in LAMPS.items()]
    channels = [Choice(mono, mono, count) for mono, count in Counter(duty.channel for duty in every).items()]
    lamp, channel = request.GET.get("lamp", ""), request.GET.get("channel", "")
    shown = [
        duty for duty in every if (lamp not in LAMPS or LAMPS[lamp][1](duty, day)) and channel in ("", duty.channel)
    ]
    return Todos(every, shown, lamps, channels, lamp, channel)
