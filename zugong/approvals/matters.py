"""What a second person may be asked about: each room registers its own matters, with what happens on a yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zugong.accounts.acting import Acting


if TYPE_CHECKING:
    from zugong.approvals.models import Approval

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what is proposed; `before` empty where there was nothing."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal as people read it: its lines, and what the decider should think of."""

    lines: list[Line]
    warnings: list[str] = field(default_factory=list)

    def as_content(self) -> dict[str, Any]:
        """As plain data, to be kept."""
        lines = [[line.label, line.before, line.after] for line in self.lines]
        return {"lines": lines, "warnings": self.warnings}


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of thing that needs a second person's yes.

    `verb` is its name in the record; `channel` one of the channels of duties; `deciders` the roles, over the
    proposal's organization, that may decide; `show` lays the content out; `rests_on` tells the state of things the
    content was written against, so that a yes to something outdated is refused; `carry_out` acts on a yes, inside the
    transaction of the decision, and may raise Invalid or Stale.
    """

    verb: str
    label: str
    channel: str
    deciders: frozenset[str]
    show: Callable[[Content], Shown]
    rests_on: Callable[[Content], Any]
    carry_out: Callable[[Approval, Acting], None]


_MATTERS: dict[str, Matter] = {}


def register_matter(matter: Matter) -> None:
    """Add a matter. Raises ValueError when its verb is taken."""
    if _MATTERS.get(matter.verb, matter) is not matter:
        raise ValueError(f"审签事项重名：{matter.verb}")
    _MATTERS[matter.verb] = matter


def matter_of(verb: str) -> Matter:
    """The matter of that verb. Raises KeyError."""
    return _MATTERS[verb]


def all_matters() -> list[Matter]:
    """Every registered matter, by verb."""
    return [_MATTERS[verb] for verb in sorted(_MATTERS)]
