"""What is wrong in a pack: file, line, what and how to mend it, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class PackProblem:
    """One fault of a pack, told to the person who wrote it."""

    file: str
    line: int | None  # None: the whole file or folder
    what: str
    remedy: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file} 第 {self.line} 行"
        return f"{place}：{self.what}。{self.remedy}。"


class BadPack(Exception):
    """Raised when a pack cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[PackProblem]) -> None:
        self.problems = tuple(
            sorted(set(problems), key=lambda problem: (problem.file, problem.line or 0, problem.what))
        )
        super().__init__("\n".join(map(str, self.problems)))
