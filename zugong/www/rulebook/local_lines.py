"""A local value as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zugong.gates.local_law import is_local, place_label
from zugong.gates.models import LocalValue
from zugong.regulations.law.model import Parameter
from zugong.regulations.law.units import UNITS


@dataclass(frozen=True, slots=True)
class LocalLine:
    """A local value with its parameter, on a day."""

    parameter: Parameter
    value: LocalValue
    day: date

    @property
    def shown(self) -> str:
        unit = UNITS[self.parameter.unit]
        return unit.show(unit.read(self.value.value))

    @property
    def place(self) -> str:
        return place_label(self.value.draft())

    @property
    def state(self) -> str:
        """已撤销, 未到起始日, 已终止, 已被后来的值替代 or 适用."""
        value = self.value
        if value.revoked:
            return "已撤销"
        if self.day < value.since:
            return "未到起始日"
        if value.until and value.until <= self.day:
            return "已终止"
        now = self.parameter.on(self.day)
        return "适用" if now and now.line == value.pk and is_local(now) else "已被后来的值替代"
