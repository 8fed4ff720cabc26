"""The forms behind the paths of a command, each with what an officer should look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from zugong.cli.messages import say
from zugong.formats.forms.comparing import conflicting_births
from zugong.formats.forms.files import FormFile, is_collection, read_forms
from zugong.formats.forms.form import FormProblem


def gathered(paths: Sequence[Path]) -> Iterator[FormFile]:
    """Every file of these paths. Several are read twice: once to see who stands in more than one."""
    conflicts: dict[str, list[FormProblem]] = {}
    if is_many(paths):
        conflicts = conflicting_births(_light(one) for one in _all(paths))
    for one in _all(paths):
        if one.form is not None:
            one.form.problems += tuple(conflicts.get(one.name, ()))
        yield one


def is_many(paths: Sequence[Path]) -> bool:
    """Whether there may be more than one form."""
    return len(paths) > 1 or any(is_collection(path) for path in paths)


def _all(paths: Sequence[Path]) -> Iterator[FormFile]:
    several = len(paths) > 1
    for path in paths:
        for one in read_forms(path):
            if is_collection(path):
                yield replace(one, name=_printable(f"{path.name}/{one.name}" if several else one.name))
            else:
                yield replace(one, name=_printable(str(path)))


def _printable(name: str) -> str:
    """The name of a file, which may hold bytes that are no text."""
    return name.encode("utf-8", "replace").decode()


def _light(one: FormFile) -> FormFile:
    """The file without its photo: thousands of them are kept at once."""
    if one.form is not None:
        one.form.photo = None
        one.form.originals.clear()
    return one


def say_refused(one: FormFile) -> None:
    """On standard error: why a file gave no form."""
    say(f"{one.name}：{one.refusal}")


def say_problem(name: str, label: str, problem: FormProblem) -> None:
    """On standard error: what to look at in a form."""
    value = f"“{problem.value}”" if problem.value and problem.value not in problem.problem else ""
    say(f"{name}：{label}{value}：{problem.problem}。{problem.remedy}")
