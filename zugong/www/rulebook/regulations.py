"""Regulations and documents, and which of their articles are rules here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zugong.gates.local_law import LOCAL_PACK
from zugong.regulations.book import CompiledRule
from zugong.regulations.law.model import SOURCE_KINDS, Law, Parameter, Source, article_label


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A regulation, and how much of it the rules use."""

    source: Source
    day: date
    articles: int
    rules: int

    @property
    def kind(self) -> str:
        return SOURCE_KINDS[self.source.kind]

    @property
    def state(self) -> str:
        """现行, 已失效 or 未施行 on the day."""
        if self.source.since and self.day < self.source.since:
            return "未施行"
        return "已失效" if self.source.until and self.source.until <= self.day else "现行"

    @property
    def local(self) -> bool:
        return self.source.pack == LOCAL_PACK


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article, the parameters that cite it, and the rules that use them."""

    label: str
    parameters: list[Parameter]
    rules: list[CompiledRule]


def source_lines(law: Law, rules: Iterable[CompiledRule], day: date) -> list[SourceLine]:
    """Every regulation: those in force first, then by kind and title."""
    cited, users = _citations(law), _users(rules)
    lines = [
        SourceLine(
            source,
            day,
            len(cited.get(slug, {})),
            len({rule.key for keys in cited.get(slug, {}).values() for key in keys for rule in users[key]}),
        )
        for slug, source in law.sources.items()
        if source.kind != "system"
    ]
    kinds = list(SOURCE_KINDS)
    return sorted(lines, key=lambda line: (line.state != "现行", kinds.index(line.source.kind), line.source.title))


def article_lines(law: Law, rules: Iterable[CompiledRule], slug: str) -> list[ArticleLine]:
    """The articles of a regulation that parameters cite, in the order of the text."""
    users = _users(rules)
    found = []
    for article, keys in sorted(_citations(law).get(slug, {}).items(), key=lambda pair: _order(pair[0])):
        using = {rule.key: rule for key in keys for rule in users[key]}
        parameters = [law.parameters[key] for key in keys]
        found.append(ArticleLine(article_label(law.sources[slug], article), parameters, list(using.values())))
    return found


def _citations(law: Law) -> dict[str, dict[str, list[str]]]:
    """Regulation -> article -> parameters."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key, parameter in law.parameters.items():
        for value in parameter.values:
            slug, article = value.cites.split("#")
            if key not in found[slug][article]:
                found[slug][article].append(key)
    return found


def _users(rules: Iterable[CompiledRule]) -> dict[str, list[CompiledRule]]:
    """Parameter -> rules."""
    found: dict[str, list[CompiledRule]] = defaultdict(list)
    for rule in rules:
        for key in rule.parameters:
            found[key].append(rule)
    return found


def _order(article: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (10_000, part) for part in article.split(".")]
