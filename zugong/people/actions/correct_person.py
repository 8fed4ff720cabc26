"""Correct what is written about a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Invalid
from zugong.formats.forms.citizen import born_of, check_digit, has_shape, sex_of
from zugong.organizations.validation import check
from zugong.people.models import Person
from zugong.people.naming import settle_names
from zugong.people.policy import KEEPERS, fresh_person, must_keep


EDITABLE = (
    "name",
    "spoken_name",
    "sex",
    "ethnicity",
    "born_on",
    "native_place",
    "birthplace",
    "work_started_on",
    "party_joined_on",
    "parties",
    "education",
    "technical_title",
    "specialty",
    "current_post",
    "rewards_and_sanctions",
    "health",
    "id_number",
)
"""Where somebody is managed changes by a transfer, the photo and the own account by their own actions."""

DERIVED = ("pinyin", "strokes")
_CENTURY = 100


def correct_person(
    person: Person, values: Mapping[str, Any], *, by: Acting, seen: int | None = None, reason: str = ""
) -> Person:
    """Write the given EDITABLE fields. `seen` is the version the person saw. Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "people.person.corrected", person, reason=reason) as change:
        corrected = fresh_person(person)
        must_keep(by, KEEPERS, corrected)
        for name in EDITABLE:
            if name in values:
                setattr(corrected, name, values[name])
        settle_names(corrected)
        check(corrected, derived=DERIVED)
        check_person(corrected)
        return change.save(corrected, seen=seen)


def check_person(person: Person) -> None:
    """Raises Invalid when days contradict one another or the ID number cannot be this person's."""
    problems = dict([*_days(person), *_number(person)])
    if problems:
        raise Invalid(fields=problems)


def _days(person: Person) -> Any:
    born = person.born_on
    if born and (born > today() or born.year < today().year - _CENTURY):
        yield "born_on", f"出生年月 {born} 不对；请核对年份。"
    labels = {"work_started_on": "参加工作时间", "party_joined_on": "入党时间"}
    for name, label in labels.items():
        day = getattr(person, name)
        if day and day > today():
            yield name, f"{label} {day} 还没有到；请核对。"
        elif day and born and day <= born:
            yield name, f"{label} {day} 不晚于出生年月 {born}；请核对档案后改正。"


def _number(person: Person) -> Any:
    number = person.id_number
    if not number:
        return
    if not has_shape(number):
        yield "id_number", "身份证号应为 18 位数字，末位可为 X；请与身份证核对。"
    elif number[-1] != check_digit(number) or born_of(number) is None:
        yield "id_number", "身份证号的校验码或出生日期不对；请与身份证核对。"
    elif person.sex in ("男", "女") and person.sex != sex_of(number):
        yield "id_number", "性别与身份证号不一致；请查对后改正其中一处。"
    elif Person.objects.filter(id_number=number).exclude(pk=person.pk).exists():
        yield "id_number", "已有另一个人登记了这个身份证号；同一个人不要重复登记。"
