"""Two forms field by field, and one person in several files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from zugong.formats.forms.files import FormFile
from zugong.formats.forms.form import AppointmentForm, FormProblem
from zugong.formats.forms.view import LABELS, form_view


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs, with the value of either form as the JSON view has it."""

    field: str
    label: str
    left: Any
    right: Any


def differences(left: AppointmentForm, right: AppointmentForm) -> list[Difference]:
    """The fields that differ, in the order of the JSON view; photos by their hash, problems left out."""
    first, second = form_view(left), form_view(right)
    return [
        Difference(name, LABELS[name], first[name], second[name])
        for name in first
        if name != "problems" and first[name] != second[name]
    ]


@dataclass(frozen=True, slots=True)
class _Known:
    """What tells whose form a file holds."""

    file: str
    name: str
    id_number: str | None
    born_on: str
    others: tuple[str | None, str | None]


def conflicting_births(files: Iterable[FormFile]) -> dict[str, list[FormProblem]]:
    """File name -> problems, where files of one person state different months of birth.

    One person: the same ID number; without one in either file, the same name, sex and native place.
    """
    known = [_known(file, file.form) for file in files if file.form is not None and file.form.name]
    groups: dict[tuple[Any, ...], list[_Known]] = defaultdict(list)
    for one in known:
        groups[("number", one.id_number) if one.id_number else ("name", one.name, one.others)].append(one)
    _join_unnumbered(groups)
    found: dict[str, list[FormProblem]] = defaultdict(list)
    for group in groups.values():
        for one in group:
            for other in group:
                if one.born_on and other.born_on and one.born_on[:7] != other.born_on[:7]:
                    found[one.file].append(_conflict(one, other))
    return dict(found)


def _known(file: FormFile, form: AppointmentForm) -> _Known:
    return _Known(file.name, form.name or "", form.id_number, _stated_birth(form), (form.sex, form.native_place))


def _stated_birth(form: AppointmentForm) -> str:
    return form.born_on or ""


def _join_unnumbered(groups: dict[tuple[Any, ...], list[_Known]]) -> None:
    """A file without an ID number, as every .lrm, goes with the numbered files of one like-named person."""
    numbered: dict[tuple[Any, ...], set[tuple[Any, ...]]] = defaultdict(set)
    for key, group in groups.items():
        if key[0] == "number":
            for one in group:
                numbered[("name", one.name, one.others)].add(key)
    for key in [key for key in groups if key[0] == "name"]:
        if len(numbered[key]) == 1:
            groups[next(iter(numbered[key]))] += groups.pop(key)


def _conflict(one: _Known, other: _Known) -> FormProblem:
    problem = f"{one.name}的出生年月在两个文件里不同：这里是 {one.born_on}，{other.file} 里是 {other.born_on}"
    return FormProblem(
        "born_on", one.born_on, problem, "请查对干部人事档案，改正有误的一个；如是同名的两个人，请补填身份证号"
    )
