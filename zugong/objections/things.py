"""What a person may speak of: the rows held about them and what the rules say, with the steps open for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps

from zugong.gates.law import live_book
from zugong.objections.models import ObjectionKind
from zugong.people.models import Person


RULE = "rule:"
"""Begins the key of a finding: findings are made anew every night, so that the rule is what lasts."""

_ANSWERABLE = (ObjectionKind.CORRECTION, ObjectionKind.OBJECTION, ObjectionKind.ANSWER)
_DECIDED = (ObjectionKind.CORRECTION, ObjectionKind.ANSWER, ObjectionKind.REVIEW, ObjectionKind.APPEAL)
_PLAIN = (ObjectionKind.CORRECTION, ObjectionKind.OBJECTION)

KINDS: Mapping[str, tuple[ObjectionKind, ...]] = {
    "people.person": _PLAIN,
    "people.tenure": _PLAIN,
    "people.rankholding": _PLAIN,
    "people.careerentry": _PLAIN,
    "people.diploma": _PLAIN,
    "people.reward": _PLAIN,
    "people.familymember": _PLAIN,
    "people.member": _PLAIN,
    "people.transfer": _PLAIN,
    "people.trainingrecord": _PLAIN,
    "people.formsource": _PLAIN,
    "people.experiencemark": _ANSWERABLE,
    "people.dossierreview": _ANSWERABLE,
    "people.personalmattersreport": _ANSWERABLE,
    "people.annualassessment": _DECIDED,
    "people.sanction": _DECIDED,
    "rule": (ObjectionKind.OBJECTION, ObjectionKind.ANSWER),
}
"""Record label -> what may be asked about such a thing. Correction comes first: it is what is mostly meant."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something held about a person: its key, what it is called, what may be asked, its columns (name -> words)."""

    key: str
    label: str
    kinds: tuple[ObjectionKind, ...]
    fields: Mapping[str, str]
    row: Any = None


def thing_of(person: Person, key: str) -> Thing | None:
    """The thing of that key if it is one of this person, else None."""
    label, _, number = key.partition(":")
    if label not in KINDS:
        return None
    if label == "rule":
        rule = live_book().get(number)
        return Thing(key, f"核查：{rule.title}", KINDS["rule"], {}) if rule is not None else None
    row = _row(person, label, number)
    return None if row is None else Thing(key, label_of(row), KINDS[label], fields_of(row), row)


def fields_of(row: Any) -> dict[str, str]:
    """The columns of a row a person may ask to have corrected, by name."""
    fields = (field for field in row._meta.concrete_fields if field.editable and not field.primary_key)
    left_out = {"version", "person", "account", "photo", "position", "file", "remainder", "status"}
    return {field.name: str(field.verbose_name) for field in fields if field.name not in left_out}


def label_of(row: Any) -> str:
    """What a row is called on pages about requests: its kind, and what tells it from its siblings, never sealed."""
    kind = "基本资料" if isinstance(row, Person) else str(row._meta.verbose_name)
    return " ".join((kind, *_words(row)))[:200]


def value_of(row: Any, name: str) -> str:
    """A value as the person reads it; empty where nothing is held."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def _row(person: Person, label: str, number: str) -> Any:
    if not number.isdecimal():
        return None
    if label == "people.person":
        return person if person.pk == int(number) else None
    return apps.get_model(label).objects.filter(pk=number, person=person).first()


_TELLING = {
    "people.person": (),
    "people.tenure": ("post", "since"),
    "people.rankholding": ("rank", "since"),
    "people.careerentry": ("since", "text"),
    "people.diploma": ("name", "school"),
    "people.reward": ("name", "awarded_on"),
    "people.familymember": ("relation",),
    "people.member": ("organization", "since"),
    "people.transfer": ("kind", "sent_on"),
    "people.trainingrecord": ("class_id", "ended_on"),
    "people.formsource": ("read_on",),
    "people.experiencemark": ("kind", "since"),
    "people.dossierreview": ("item",),
    "people.personalmattersreport": ("year",),
    "people.annualassessment": ("year",),
    "people.sanction": ("kind", "decided_on"),
}


def _words(row: Any) -> list[str]:
    values = (value_of(row, name) for name in _TELLING[row._meta.label_lower])
    return [value[:60] for value in values if value]
