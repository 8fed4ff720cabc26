"""Input errors and warnings in words an officer can act on: where, what, why, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the input. `row` counts as a spreadsheet program shows it, and is None for a whole file."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    reason: str = ""
    remedy: str = ""
    row_word: str = "第 {} 行"

    def __str__(self) -> str:
        return f"{self.place}：{self.reason}。{self.remedy}" if self.remedy else f"{self.place}：{self.reason}"

    @property
    def place(self) -> str:
        """File, sheet, row, column and value in one phrase."""
        sheet = f"〔{self.sheet}〕" if self.sheet else ""
        row = " " + self.row_word.format(self.row) if self.row is not None else ""
        column = f"“{self.column}”列" if self.column else ""
        value = f"的值“{_shortened(self.value)}”" if self.value else ""
        return f"{self.file}{sheet}{row}{column}{value}"


class BadDataset(Exception):
    """Nothing of the data set can be read; `problems` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def _shortened(value: str, most: int = 60) -> str:
    line = " ".join(value.split())
    return line if len(line) <= most else line[: most - 1] + "…"
