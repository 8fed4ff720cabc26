"""The book of rules: each rule is written once, as a function over the contract tables, under a dated key."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import cleandoc
from typing import TYPE_CHECKING

from zugong.core.outcomes import Force
from zugong.regulations.findings import RuleCard


if TYPE_CHECKING:
    from zugong.regulations.contract import LawRow, Tables
    from zugong.regulations.judging import Judgement

    RuleText = Callable[[Tables, LawRow], Judgement]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what must hold (`text`), for whom, under which dated parameters (the first one is its citation)."""

    key: str
    title: str
    subject: str
    force: Force
    parameters: tuple[str, ...]  # full keys of the packs
    explanation: str
    text: RuleText

    @property
    def card(self) -> RuleCard:
        return RuleCard(self.key, self.title, self.force, self.explanation)


_RULES: dict[str, Rule] = {}


def rule(
    key: str, *, title: str, subject: str, parameters: tuple[str, ...], force: Force = Force.MUST
) -> Callable[[RuleText], RuleText]:
    """Enter a function into the book. Its Chinese docstring is the explanation shown to officers.

    `parameters` are names below the rule's own key, e.g. `("minimum",)`, or full keys with dots of another rule's; the
    first one gives the citation. Raises ValueError when two of them would be the same column of the law table.
    """

    def enter(text: RuleText) -> RuleText:
        if key in _RULES:
            raise ValueError(f"规则 {key} 登记了两次")
        explanation = " ".join(cleandoc(text.__doc__ or "").split())
        full = tuple(name if "." in name else f"{key}.{name}" for name in parameters)
        if len({name.rsplit(".", 1)[1] for name in full}) < len(full):
            raise ValueError(f"规则 {key} 有两个参数的末段相同")
        _RULES[key] = Rule(key, title, subject, force, full, explanation, text)
        return text

    return enter


def all_rules() -> Mapping[str, Rule]:
    """Every rule of the book by key, sorted. Imports the rule texts, and with them Ibis."""
    package = importlib.import_module("zugong.regulations.rules")
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
    return dict(sorted(_RULES.items()))
