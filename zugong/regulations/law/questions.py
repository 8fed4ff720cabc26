"""What people ask of the law: what is in force on a day, what changed between two days, what nobody has checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from zugong.core.outcomes import Force
from zugong.regulations.law.model import Law, Parameter, Value


class RuleText(Protocol):
    """What the questions need of a rule."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def force(self) -> Force: ...
    @property
    def parameters(self) -> tuple[str, ...]: ...
    @property
    def explanation(self) -> str: ...


def values_on(law: Law, rule: RuleText, day: date) -> list[tuple[Parameter, Value]]:
    """The rule's parameters with the values in force on that day; those without a value are left out."""
    known = [law.parameters[key] for key in rule.parameters if key in law.parameters]
    return [(parameter, value) for parameter in known if (value := parameter.on(day)) is not None]


def in_force(law: Law, rule: RuleText, day: date) -> bool:
    """A rule is in force on the days on which each of its parameters has a value."""
    return len(values_on(law, rule, day)) == len(rule.parameters)


def applied_since(law: Law, rule: RuleText, day: date) -> date | None:
    """First day of the latest text or parameter applied on that day; None where all hold always."""
    return max((value.since for _, value in values_on(law, rule, day) if value.since), default=None)


@dataclass(frozen=True, slots=True)
class Change:
    """A parameter whose value or citation differs between two days; None: no value on that day."""

    parameter: Parameter
    old: Value | None
    new: Value | None

    @property
    def renumbered(self) -> bool:
        """Whether only the citation changed."""
        return self.old is not None and self.new is not None and self.old.value == self.new.value


def changes(law: Law, first: date, second: date) -> list[Change]:
    """Every parameter that differs between two days: changed values first, then new places of the same value."""
    found = (Change(parameter, parameter.on(first), parameter.on(second)) for parameter in law.parameters.values())
    return sorted(filter(_differs, found), key=lambda change: (change.renumbered, change.parameter.key))


def _differs(change: Change) -> bool:
    if change.old is None or change.new is None:
        return change.old is not change.new
    return (change.old.value, change.old.cites) != (change.new.value, change.new.cites)


def begun_and_ended(
    law: Law, rules: Iterable[RuleText], first: date, second: date
) -> tuple[list[RuleText], list[RuleText]]:
    """Rules in force on the second day only, and on the first day only."""
    states = [(rule, in_force(law, rule, first), in_force(law, rule, second)) for rule in rules]
    begun = [rule for rule, before, after in states if after and not before]
    return begun, [rule for rule, before, after in states if before and not after]


class Staleness(StrEnum):
    """Why a value deserves a look at the official text."""

    OFF = "off"
    NEVER = "never"
    LONG_AGO = "long_ago"

    @property
    def label(self) -> str:
        return {"off": "未启用", "never": "从未核实", "long_ago": "核实已久"}[self.value]


@dataclass(frozen=True, slots=True)
class Stale:
    """A value that nobody has compared with the official text lately."""

    parameter: Parameter
    value: Value
    state: Staleness


def stale_values(law: Law, today: date, days: int) -> list[Stale]:
    """Values that are off, never verified, or verified more than `days` days ago; the system's own are left out."""
    found = [
        Stale(parameter, value, state)
        for parameter in law.parameters.values()
        for value in parameter.values
        if (state := _staleness(law, value, today, days)) is not None
    ]
    order = list(Staleness)
    return sorted(found, key=lambda stale: (order.index(stale.state), stale.parameter.key))


def _staleness(law: Law, value: Value, today: date, days: int) -> Staleness | None:
    if not value.enabled:
        return Staleness.OFF
    if value.verified_on is not None:
        return Staleness.LONG_AGO if (today - value.verified_on).days > days else None
    return Staleness.NEVER if law.unconfirmed_value(value) else None
