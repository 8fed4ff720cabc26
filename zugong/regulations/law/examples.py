"""Examples of each rule in words, as the rulebook shows them; every one of them is judged in the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zugong.core.outcomes import Outcome


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EXAMPLES = Path(__file__).parent.parent / "packs" / "examples.yaml"


@dataclass(frozen=True, slots=True)
class RuleExample:
    """One case of a rule: what it is called, how it was judged on which day, and why."""

    rule: str
    outcome: Outcome
    name: str
    as_of: date
    actual: str
    required: str
    because: str


@cache
def rule_examples() -> Mapping[str, tuple[RuleExample, ...]]:
    """The examples of each rule, by key: one that passes, one that fails, one that cannot be told."""
    entries = yaml.load(EXAMPLES.read_bytes(), Loader=_LOADER)
    return {rule: tuple(_example(rule, **entry) for entry in listed) for rule, listed in entries.items()}


def _example(rule: str, outcome: str, **words: Any) -> RuleExample:
    return RuleExample(rule, Outcome(outcome), **words)
