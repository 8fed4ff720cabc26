"""Every value a parameter has had, has and will have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zugong.gates.local_law import document_of, is_local
from zugong.regulations.law.model import Law, Parameter, Source, Value
from zugong.regulations.law.units import UNITS
from zugong.www.rulebook.lines import verification


@dataclass(frozen=True, slots=True)
class Version:
    """One dated value of a parameter."""

    law: Law
    parameter: Parameter
    value: Value
    day: date

    @property
    def shown(self) -> str:
        return self.parameter.show(self.value)

    @property
    def here(self) -> bool:
        """Whether it is the one of the day."""
        return self.parameter.on(self.day) is self.value

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; packs name the first day after."""
        return self.value.until - timedelta(days=1) if self.value.until else None

    @property
    def citation(self) -> str:
        return self.law.cite_label(self.value.cites)

    @property
    def source(self) -> Source:
        return document_of(self.law, self.value)

    @property
    def verified(self) -> str:
        return verification(self.law, self.value)

    @property
    def local(self) -> bool:
        return is_local(self.value)

    @property
    def number(self) -> int:
        """The number of the local value, when it is one."""
        return self.value.line


@dataclass(frozen=True, slots=True)
class History:
    """A parameter with its versions, the latest first."""

    parameter: Parameter
    unit: str
    versions: list[Version]

    @property
    def open_to_change(self) -> bool:
        """Whether it is the law's; the system's own arithmetic is not the department's to set."""
        return all(version.source.kind != "system" for version in self.versions)


def histories(law: Law, keys: Iterable[str], day: date) -> list[History]:
    """The histories of these parameters."""
    return [history(law, law.parameter(key), day) for key in keys]


def history(law: Law, parameter: Parameter, day: date) -> History:
    """The history of one parameter."""
    versions = [Version(law, parameter, value, day) for value in reversed(parameter.values)]
    return History(parameter, UNITS[parameter.unit].label, versions)
