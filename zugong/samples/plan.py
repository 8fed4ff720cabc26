"""How large a district is, which year it lives through, and how its rows are numbered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zugong.samples.drawing import Dice, Topic, stream


@dataclass(frozen=True, slots=True)
class Plan:
    """One invented district. `number` keeps the ids of several districts of a city apart."""

    seed: int
    year: int
    number: int = 0
    name: str = "示例区"
    parent_id: str | None = None
    branches: int = 800
    members: int = 12_000
    cadres: int = 900
    cases: int = 60

    @property
    def first_day(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 12, 31)

    def dice(self, topic: Topic) -> Dice:
        """The stream of chance of that topic in this district."""
        return Dice(stream(self.seed, self.number, topic))

    def identifier(self, letter: str, number: int, width: int = 4) -> str:
        """Fixed-width id: letter, district, number; ids of one letter sort in the order of their numbers."""
        return f"{letter}{self.number}{number:0{width}}"

    def identifiers(self, letter: str, count: int, width: int) -> list[str]:
        """The ids 1..count."""
        return [self.identifier(letter, number, width) for number in range(1, count + 1)]
