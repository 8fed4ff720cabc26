"""One change for many people: what can be changed so, and what it would do to each of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zugong.accounts.acting import Acting
from zugong.core.errors import Invalid
from zugong.organizations.validation import check
from zugong.people.actions.add_fact import settle
from zugong.people.actions.correct_person import DERIVED, check_person
from zugong.people.facts import FACTS
from zugong.people.models import AnnualAssessment, Person, Reward, Tenure
from zugong.people.policy import GRADERS, KEEPERS
from zugong.people.selectors import is_present
from zugong.regulations.tables.schema import EDUCATION_LEVELS, GRADES


MOST_AT_ONCE = 400
"""People; each changes one row, and all of them stand in one entry of the record."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one person: words before and after and the row to write, or why not."""

    person: Person
    old: str = ""
    new: str = ""
    refusal: str = ""
    row: Any = None


@dataclass(frozen=True, slots=True)
class Batch:
    """A kind of change: who may make it, and what it does to a person given the rows they have of `model`.

    `plan` gives words before and after and the row; it raises Invalid where it cannot be.
    """

    label: str
    keepers: Collection[str]
    model: type[Any] | None
    plan: Callable[[Person, Sequence[Any], Values, date], tuple[str, str, Any]]


def steps_of(kind: str, people: Iterable[Person], values: Values, *, by: Acting, day: date) -> list[Step]:
    """A step for each person; nothing is written."""
    batch, people = BATCHES[kind], list(people)
    known = _known(batch, people)
    return [_step(batch, person, known.get(person.pk, []), values, by, day) for person in people]


def _known(batch: Batch, people: Sequence[Person]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    if batch.model is not None:
        for row in batch.model.objects.filter(person__in=[person.pk for person in people]).order_by("pk"):
            found.setdefault(row.person_id, []).append(row)
    return found


def _step(batch: Batch, person: Person, rows: Sequence[Any], values: Values, by: Acting, day: date) -> Step:
    try:
        old, new, row = batch.plan(person, rows, values, day)
        _check(row, by)
    except Invalid as problem:
        return Step(person, refusal=problem.message)
    return Step(person, old, new, row=row)


def _check(row: Any, by: Acting) -> None:
    """What the action for one would say against it."""
    if isinstance(row, Person):
        check(row, derived=DERIVED)
        check_person(row)
    else:
        settle(next(fact for fact in FACTS.values() if fact.model is type(row)), row, by)


def _end_tenure(person: Person, rows: Sequence[Any], values: Values, day: date) -> tuple[str, str, Any]:
    held = [row for row in rows if is_present(row, day)]
    if not held:
        raise Invalid("没有现任职务。")
    if len(held) > 1:
        raise Invalid(f"有 {len(held)} 个现任职务；请到人员页逐个免。")
    row: Tenure = held[0]
    if row.until is not None:
        raise Invalid(f"“{row.post}”已填止 {row.until}；写错了的请到人员页更正。")
    row.person, row.until = person, values["until"]
    return f"{row.post}，{row.since} 起", f"{row.post}，{row.since} 至 {row.until}", row


def _grade(person: Person, rows: Sequence[Any], values: Values, day: date) -> tuple[str, str, Any]:
    row = next((row for row in rows if row.year == values["year"]), None)
    old = row.get_grade_display() if row else "没有"
    row = row or AnnualAssessment(year=values["year"])
    row.person, row.grade = person, values["grade"]
    return old, _other(old, GRADES[values["grade"]]), row


def _reward(person: Person, rows: Sequence[Any], values: Values, day: date) -> tuple[str, str, Any]:
    if any((row.name, row.awarded_on) == (values["name"], values["awarded_on"]) for row in rows):
        raise Invalid("已经登记了这项奖励。")
    return "", f"{values['awarded_on']} {values['name']}", Reward(person=person, **values)


def _field(name: str, words: Mapping[str, str]) -> Callable[..., tuple[str, str, Any]]:
    def plan(person: Person, rows: Sequence[Any], values: Values, day: date) -> tuple[str, str, Any]:
        old, new = getattr(person, name), values[name]
        setattr(person, name, new)
        return words.get(old, old) or "未填", _other(old, new) and words.get(new, new), person

    return plan


def _other(old: str, new: str) -> str:
    if old == new:
        raise Invalid("已经是这样，不用改。")
    return new


BATCHES: Mapping[str, Batch] = {
    "end_tenure": Batch("免去现任职务", KEEPERS, Tenure, _end_tenure),
    "grade": Batch("登记年度考核", GRADERS, AnnualAssessment, _grade),
    "education": Batch("更正学历", KEEPERS, None, _field("education", EDUCATION_LEVELS)),
    "ethnicity": Batch("更正民族", KEEPERS, None, _field("ethnicity", {})),
    "technical_title": Batch("更正专业技术职务", KEEPERS, None, _field("technical_title", {})),
    "reward": Batch("登记奖励", KEEPERS, Reward, _reward),
}
