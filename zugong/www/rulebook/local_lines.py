"""A local value as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zugong.gates.checking import weaker_words
from zugong.gates.law import packed_law
from zugong.gates.local_law import is_local, place_label
from zugong.gates.models import LocalValue
from zugong.gates.strictness import firmly_weaker
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
    def outgrown(self) -> str:
        """The national value it falls short of, since a newer pack; empty when it does not."""
        law, draft = packed_law(), self.value.draft()
        short = [] if self.value.revoked else firmly_weaker(law, draft)
        return weaker_words(law, self.parameter, short[0]) if short else ""

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
