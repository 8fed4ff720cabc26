"""Sources, parameters and their dated values; `Law` is what rules and reports ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zugong.core.citations import Citation
from zugong.regulations.law.units import UNITS, Amount


Confidence = Literal["A", "B", "C"]

SHIPPED_PACK = "packs"
"""Name of the pack that comes with the system; local packs are named by their folder."""

SOURCE_KINDS = {
    "constitution": "党章",
    "law": "法律",
    "regulations": "条例",
    "provisions": "规定",
    "measures": "办法",
    "rules_of_implementation": "细则",
    "opinions": "意见",
    "plan": "规划",
    "local": "本地要求",
    "system": "系统自身",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One version of one regulation, in force on `[since, until)`; None at an end means unbounded."""

    slug: str
    title: str
    short: str
    kind: str
    issued_on: date | None
    since: date | None
    until: date | None
    document_number: str | None
    confidence: Confidence
    verified_on: date | None  # day on which somebody compared with the official text; None shows as 待核实
    note: str
    headings: Mapping[str, str]  # clauses cited by name, because their number is not known or they have none
    pack: str
    file: str
    line: int

    @property
    def unconfirmed(self) -> bool:
        """Whether nobody has compared it with the official text. The system's own arithmetic has no such text."""
        return self.verified_on is None and self.kind != "system"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a parameter on `[since, until)`, with its citation. `since` None: always; `until` None: still."""

    since: date | None
    until: date | None
    value: Amount
    cites: str
    confidence: Confidence
    verified_on: date | None
    note: str
    pack: str
    file: str
    line: int
    applied_before_source: bool = False

    @property
    def enabled(self) -> bool:
        """Facts of confidence C are kept but switched off."""
        return self.confidence != "C"

    def covers(self, day: date) -> bool:
        """Whether the day lies in `[since, until)`."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number, share, duty or code of the law through time. `reading` marks a reading of ours."""

    key: str
    title: str
    unit: str
    values: tuple[Value, ...]
    reading: bool
    note: str

    def on(self, day: date) -> Value | None:
        """The enabled value in force on that day, or None before, between and after its values."""
        return next((value for value in self.versions() if value.covers(day)), None)

    def versions(self) -> tuple[Value, ...]:
        """Enabled values in order of time."""
        return tuple(value for value in self.values if value.enabled)

    def show(self, value: Value) -> str:
        """The value as people read it, e.g. `5 个工作日`, `2/3`, `大专`."""
        return UNITS[self.unit].show(value.value)


@dataclass(frozen=True, slots=True)
class Law:
    """All sources and parameters of the shipped pack and the local ones laid over it."""

    sources: Mapping[str, Source]
    parameters: Mapping[str, Parameter]
    digest: str  # changes with any byte of any pack

    def parameter(self, key: str) -> Parameter:
        """The parameter of that key. Raises KeyError."""
        return self.parameters[key]

    def cite_label(self, citation: str) -> str:
        """《党政领导干部选拔任用工作条例》（2019年3月3日起）第42条. Raises KeyError for an unknown source."""
        cited = Citation.parse(citation)
        source = self.sources[cited.source]
        return f"《{source.title}》{_start_label(source)}{article_label(source, cited.article)}"

    def short_label(self, citation: str) -> str:
        """选拔任用条例（2019）第42条, for tables. Raises KeyError for an unknown source."""
        cited = Citation.parse(citation)
        source = self.sources[cited.source]
        return source.short + article_label(source, cited.article)

    def unconfirmed(self, citation: str) -> bool:
        """Whether what stands behind the citation is 待核实: a value citing it, or else its source, is unverified.

        Raises KeyError for an unknown source.
        """
        citing = [value for value in self.values() if value.cites == citation]
        if not citing:
            return self.sources[Citation.parse(citation).source].unconfirmed
        return any(self.unconfirmed_value(value) for value in citing)

    def unconfirmed_value(self, value: Value) -> bool:
        """Whether nobody has compared the value with the official text; the system's own arithmetic has none."""
        return value.verified_on is None and self.sources[Citation.parse(value.cites).source].kind != "system"

    def values(self) -> Iterable[Value]:
        """Every enabled value."""
        return (value for parameter in self.parameters.values() for value in parameter.versions())


def _start_label(source: Source) -> str:
    day = source.since
    return f"（{day.year}年{day.month}月{day.day}日起）" if day else ""


def article_label(source: Source, article: str) -> str:
    """第42条, 第8条第1项, 第8条第1款第3项; a clause cited by name shows its heading."""
    if not re.fullmatch(r"\d+(\.\d+)*", article):
        return f"“{source.headings[article]}”"
    number, *parts = article.split(".")
    return f"第{number}条" + "".join(f"第{part}{name}" for part, name in zip(parts, _LEVELS[len(parts)], strict=True))


_LEVELS = {0: (), 1: ("项",), 2: ("款", "项"), 3: ("款", "项", "目")}
