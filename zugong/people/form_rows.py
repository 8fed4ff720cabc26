"""Appointment forms of people as they stand in the register, read in as many queries for many as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from zugong.evidence.keeping import Damaged, content_of
from zugong.formats.forms.form import AppointmentForm, FormProblem
from zugong.people.forms import KeptForm, Occasion, form_from_person
from zugong.people.models import (
    AnnualAssessment,
    CareerEntry,
    Diploma,
    FamilyMember,
    FormSource,
    Person,
    Reward,
    Sanction,
    Tenure,
)
from zugong.people.selectors import posts_of


ROWS: Mapping[str, tuple[type, tuple[str, ...]]] = {
    "diplomas": (Diploma, ("mode", "kind", "name", "school", "graduated_on")),
    "career_entries": (CareerEntry, ("position", "within", "since", "until", "text")),
    "annual_assessments": (AnnualAssessment, ("year", "grade")),
}
"""Kinds of rows -> their model and the fields a form is written from."""


def forms_of(people: Iterable[Person], day: date, occasion: Occasion | None = None) -> list[AppointmentForm]:
    """The forms, in the order of the people; without an occasion as the last form file had it."""
    people = list(people)
    kept = kept_of(people, day)
    forms = [form_from_person(kept[person.pk], occasion) for person in people]
    for form, person in zip(forms, people, strict=True):
        form.problems = kept[person.pk].problems
    return forms


def kept_of(people: Collection[Person], day: date) -> dict[int, KeptForm]:
    """What the register keeps of each person's form. Posts and rewards without a wording get one."""
    keys = [person.pk for person in people]
    rows = {kind: _rows(model, names, keys) for kind, (model, names) in ROWS.items()}
    family, posts, honours = _family(keys), posts_of(keys, day), _honours(keys)
    remainders = dict(FormSource.objects.filter(person__in=keys).values_list("person_id", "remainder"))
    found = {}
    for person in people:
        pk = person.pk
        facts = _facts(person, posts.get(pk, []), honours.get(pk, []))
        parts: dict[str, Any] = {kind: rows[kind].get(pk, []) for kind in ROWS}
        kept = KeptForm(facts, **parts, family_members=family.get(pk, []), remainder=remainders.get(pk, {}))
        _take_photo(kept, person)
        found[pk] = kept
    return found


def post_text(tenure: Tenure) -> str:
    """A post with its unit before it, as officers write it."""
    unit = tenure.organization.name if tenure.organization else ""
    return tenure.post if tenure.post.startswith(unit) else f"{unit}{tenure.post}"


def _facts(person: Person, posts: list[Tenure], honours: list[str]) -> dict[str, Any]:
    facts = {field.attname: getattr(person, field.attname) for field in person._meta.concrete_fields}
    facts["current_post"] = person.current_post or "、".join(map(post_text, posts))
    facts["rewards_and_sanctions"] = person.rewards_and_sanctions or "；".join(honours)
    return facts


def _rows(model: Any, names: tuple[str, ...], keys: list[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in model.objects.filter(person__in=keys).order_by("pk").values("person_id", *names):
        found[row.pop("person_id")].append(row)
    return found


def _family(keys: list[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in FamilyMember.objects.filter(person__in=keys).select_related("organization").order_by("pk"):
        unit = row.organization.name if row.organization else ""
        values = {name: getattr(row, name) for name in ("relation", "name", "born_on", "political_status", "position")}
        found[row.person_id].append(values | {"unit_and_post": row.unit_and_post or f"{unit}{row.post or ''}"})
    return found


def _honours(keys: list[int]) -> dict[int, list[str]]:
    """Rewards and sanctions in words, by day."""
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for reward in Reward.objects.filter(person__in=keys):
        by = f"{reward.awarded_by}授予" if reward.awarded_by else "获"
        found[reward.person_id].append((reward.awarded_on, f"{by}“{reward.name}”"))
    for sanction in Sanction.objects.filter(person__in=keys):
        found[sanction.person_id].append((sanction.decided_on, f"受{sanction.get_kind_display()}"))
    return {pk: [f"{day.year}年{day.month}月{words}" for day, words in sorted(told)] for pk, told in found.items()}


def _take_photo(kept: KeptForm, person: Person) -> None:
    if person.photo is None:
        return
    try:
        kept.photo = content_of(person.photo)
    except Damaged as damaged:
        kept.problems = (FormProblem("photo", person.name, str(damaged), "恢复后再出表，或换一张照片"),)
