"""What an action raises when it does not act. Each says in Chinese what is wrong and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class ActionError(Exception):
    """An action did nothing; `message` is for the person who asked for it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(ActionError):
    """This account may not do this here."""


class Stale(ActionError):
    """Somebody changed the thing while the form was open."""


@dataclass
class Invalid(ActionError):
    """Values that cannot be; `fields` gives the message of each field, `message` what speaks of no single field."""

    message: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(self.message or "；".join(self.fields.values()))
        self.message = self.message or "；".join(self.fields.values())
