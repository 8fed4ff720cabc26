"""Which rules and parameters a user means: a key, the beginning of keys, or a shell glob."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase

from zugong.regulations.law.model import Law, Parameter
from zugong.regulations.law.questions import RuleText


_NEAR = 6


class UnknownRule(Exception):
    """No rule or parameter is meant; the message names the nearest."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Rules, and parameters that belong to none of them."""

    rules: Sequence[RuleText]
    parameters: Sequence[Parameter]


def select(law: Law, rules: Sequence[RuleText], query: str) -> Selection:
    """What the query means. Raises UnknownRule with near matches."""
    query = query.strip()
    by_key = {rule.key: rule for rule in rules}
    if query in by_key:
        return Selection([by_key[query]], [])
    if query in law.parameters:
        return Selection([], [law.parameters[query]])
    return _matching(law, rules, query) or _nothing(law, rules, query)


def _matching(law: Law, rules: Sequence[RuleText], query: str) -> Selection | None:
    pattern = query if any(mark in query for mark in "*?[") else f"{query}.*"
    chosen = [rule for rule in rules if fnmatchcase(rule.key, pattern)]
    shown = {key for rule in chosen for key in rule.parameters}
    rest = [
        parameter
        for key, parameter in sorted(law.parameters.items())
        if fnmatchcase(key, pattern) and key not in shown
    ]
    return Selection(chosen, rest) if chosen or rest else None


def _nothing(law: Law, rules: Sequence[RuleText], query: str) -> Selection:
    titles = {rule.key: rule.title for rule in rules} | {key: known.title for key, known in law.parameters.items()}
    near = [key for key, title in titles.items() if query and (query in key or query in title)]
    near += get_close_matches(query, titles, n=_NEAR, cutoff=0.6)
    named = "、".join(f"{key}（{titles[key]}）" for key in list(dict.fromkeys(near))[:_NEAR])
    hint = f"相近的有：{named}。" if named else ""
    raise UnknownRule(f"没有名为“{query}”的规则或参数。{hint}用 zugong law list 查看全部。")
