"""What is said when a file is no form, and how problems of a form are noted."""

from __future__ import annotations

from zugong.formats.forms.form import FormProblem
from zugong.formats.grids import Unopenable


LONGEST_VALUE = 200
"""Characters of a value that a problem quotes."""
MOST_PROBLEMS = 500


class NotAForm(Unopenable):
    """The file is not an appointment form, or not one that can be read: why, and what to do."""


class Noted:
    """The problems found so far, each once."""

    def __init__(self) -> None:
        self._problems: dict[FormProblem, None] = {}
        self._passed_over = 0

    def note(self, field: str, value: str, problem: str, remedy: str) -> None:
        """Add a problem; a long value is cut."""
        quoted = value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "……"
        found = FormProblem(field, quoted, problem, remedy)
        if len(self._problems) < MOST_PROBLEMS:
            self._problems[found] = None
        elif found not in self._problems:
            self._passed_over += 1

    def all(self) -> tuple[FormProblem, ...]:
        """In the order they were found; where there are too many to list, how many more."""
        if not self._passed_over:
            return tuple(self._problems)
        rest = FormProblem(
            "file", str(self._passed_over), f"另有 {self._passed_over} 处问题没有列出", "请先改正已列出的"
        )
        return (*self._problems, rest)
