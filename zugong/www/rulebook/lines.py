"""The book of rules as lines of a table: each rule with its values, citations and state on one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from zugong.gates.local_law import document_of, is_local
from zugong.regulations.book import CompiledRule
from zugong.regulations.findings import SUBJECT_KINDS, TOPICS
from zugong.regulations.law.model import Law, Parameter, Source, Value
from zugong.regulations.law.questions import applied_since, in_force, values_on


SHOWN_VALUES = 2


class State(StrEnum):
    """Whether a rule is applied on a day, and if not, why."""

    IN_FORCE = "in_force"
    OFF = "off"
    NOT_THEN = "not_then"

    @property
    def label(self) -> str:
        return {"in_force": "适用", "off": "未启用", "not_then": "当日未施行"}[self.value]


@dataclass(frozen=True)
class ParameterLine:
    """A parameter and its value on the day; None when it has none then."""

    law: Law
    parameter: Parameter
    value: Value | None
    alone: bool = True

    @property
    def label(self) -> str:
        """What the value is of, where a rule has several."""
        return "" if self.alone else self.parameter.title

    @property
    def shown(self) -> str:
        if self.value is not None:
            return self.parameter.show(self.value)
        return "当日无值" if self.parameter.versions() else "未启用"

    @property
    def citation(self) -> str:
        return self.law.short_label(self.value.cites) if self.value else ""

    @property
    def source(self) -> Source | None:
        return document_of(self.law, self.value) if self.value else None

    @property
    def local(self) -> bool:
        return self.value is not None and is_local(self.value)

    @property
    def verified(self) -> str:
        return verification(self.law, self.value) if self.value else ""


@dataclass(frozen=True)
class RuleLine:
    """A rule on a day."""

    law: Law
    rule: CompiledRule
    day: date

    @cached_property
    def parameters(self) -> list[ParameterLine]:
        known = [self.law.parameter(key) for key in self.rule.parameters]
        alone = len(known) == 1
        return [ParameterLine(self.law, parameter, parameter.on(self.day), alone) for parameter in known]

    @cached_property
    def state(self) -> State:
        if in_force(self.law, self.rule, self.day):
            return State.IN_FORCE
        off = any(not line.parameter.versions() for line in self.parameters)
        return State.OFF if off else State.NOT_THEN

    @property
    def off(self) -> bool:
        return self.state is State.OFF

    @property
    def topic(self) -> str:
        return self.rule.card.topic

    @property
    def topic_label(self) -> str:
        return TOPICS[self.topic]

    @property
    def waiting_for(self) -> str:
        """The parameters without a value on the day: what keeps the rule from being applied."""
        missing = [line.parameter.title for line in self.parameters if line.value is None]
        return f"缺：{'、'.join(missing)}"

    @property
    def subject(self) -> str:
        return SUBJECT_KINDS[self.rule.subject]

    @property
    def values(self) -> list[ParameterLine]:
        """The first values; most rules have one or two."""
        return self.parameters[:SHOWN_VALUES]

    @property
    def more(self) -> int:
        return max(len(self.parameters) - SHOWN_VALUES, 0)

    @property
    def citation(self) -> ParameterLine | None:
        """The parameter whose citation stands for the rule: the first one that has a value."""
        return next((line for line in self.parameters if line.value), None)

    @property
    def since(self) -> date | None:
        return applied_since(self.law, self.rule, self.day) if self.state is State.IN_FORCE else None

    @property
    def confidence(self) -> str:
        """The least sure of its values; C where one is off."""
        return max((one.confidence for one in self._asked()), default="C")

    @property
    def unconfirmed(self) -> bool:
        """Whether nobody has compared one of its values with the official text."""
        return any(self.law.unconfirmed_value(value) for value in self._asked())

    @property
    def local(self) -> bool:
        return any(line.local for line in self.parameters)

    def cites(self, slug: str) -> bool:
        """Whether a value of the rule, of the day or, when it has none, of any day, cites that regulation."""
        return any(value.cites.split("#")[0] == slug for value in self._asked())

    def says(self, text: str) -> bool:
        """Whether the words occur in what the page shows of it."""
        words = [self.rule.key, self.rule.title, self.rule.explanation]
        words += [line.parameter.title for line in self.parameters] + [line.citation for line in self.parameters]
        return text.casefold() in "\n".join(words).casefold()

    def _asked(self) -> list[Value]:
        found = [value for _, value in values_on(self.law, self.rule, self.day)]
        missing = [line.parameter for line in self.parameters if line.value is None]
        return found + [value for parameter in missing for value in parameter.values]


def rule_lines(law: Law, rules: Iterable[CompiledRule], day: date) -> list[RuleLine]:
    """All rules, in the order of topics."""
    order = list(TOPICS)
    lines = [RuleLine(law, rule, day) for rule in rules]
    return sorted(lines, key=lambda line: (order.index(line.topic), line.rule.key))


def unused_parameters(law: Law, rules: Iterable[CompiledRule], day: date) -> list[ParameterLine]:
    """The parameters that no rule uses yet."""
    used = {key for rule in rules for key in rule.parameters}
    rest = [parameter for key, parameter in sorted(law.parameters.items()) if key not in used]
    return [ParameterLine(law, parameter, parameter.on(day)) for parameter in rest]


def verification(law: Law, value: Value) -> str:
    """The day of comparison with the official text, or that nobody has compared."""
    if value.verified_on:
        return value.verified_on.isoformat()
    return "待核实" if law.unconfirmed_value(value) else "不需核实"
