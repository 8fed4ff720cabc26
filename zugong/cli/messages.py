"""What commands say on standard error: progress, warnings, input errors."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from zugong.regulations.tables.problems import Problem

MOST_PROBLEMS = 200


def say(text: str) -> None:
    """One line on standard error."""
    print(text, file=sys.stderr, flush=True)


class ConsoleProgress:
    """Stages as lines; on a terminal the rule at work in one line that is rewritten."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._shown = False

    def stage(self, text: str) -> None:
        self.clear()
        say(text)

    def step(self, title: str, done: int, total: int) -> None:
        if self._live:
            sys.stderr.write(f"\r\x1b[K核查 {done}/{total} {title[:30]}")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Remove the rewritten line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            self._shown = False


def say_problems(problems: Sequence[Problem], heading: str) -> None:
    """A heading and the problems, one a line; the first two hundred, then how many more."""
    say(heading)
    for problem in problems[:MOST_PROBLEMS]:
        say(f"  {problem}")
    if len(problems) > MOST_PROBLEMS:
        say(f"  ……另有 {len(problems) - MOST_PROBLEMS} 处，改正上面这些后再核查会继续列出。")
