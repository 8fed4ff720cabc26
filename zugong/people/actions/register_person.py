"""Take somebody into the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.organizations.models import Organization
from zugong.organizations.tree import fresh
from zugong.organizations.validation import check
from zugong.people.actions.correct_person import DERIVED, EDITABLE, check_person
from zugong.people.models import Person
from zugong.people.naming import settle_names
from zugong.people.policy import KEEPERS, MEMBERSHIP_KEEPERS, must_reach


REGISTRARS = KEEPERS | MEMBERSHIP_KEEPERS
"""Who takes people in: the cadre section cadres, the organization section Party members."""


def register_person(
    home: Organization, values: Mapping[str, Any], *, by: Acting, is_another: bool = False, reason: str = ""
) -> Person:
    """Register a person managed by `home`; `values` are EDITABLE fields by name, `code` is made when it is empty.

    `is_another` says that somebody of the same name and month of birth is known to be another person. Raises
    NotAllowed, Invalid.
    """
    person = Person(**{name: values[name] for name in ("code", *EDITABLE) if name in values})
    with recording(by.actor, "people.person.registered", person, reason=reason) as change:
        person.home = fresh(home)
        must_reach(by, REGISTRARS, person.home)
        person.code = person.code or _free_code()
        settle_names(person)
        check(person, derived=DERIVED)
        check_person(person)
        if not is_another:
            _check_namesakes(person)
        return change.add(person)


def _check_namesakes(person: Person) -> None:
    same = Person.objects.filter(name=person.name).select_related("home")
    if person.born_on:
        same = same.filter(born_on__year=person.born_on.year, born_on__month=person.born_on.month)
    found = same.order_by("pk").first()
    if found is not None:
        where = found.home.name if found.home else "未定管理单位"
        raise Invalid(
            fields={
                "is_another": f"已有同名人员“{found.name}”（编号 {found.code}，{where}）。"
                "是同一个人的不要重复登记，请办转接；确不是同一个人的，勾选“不是同一个人”。"
            }
        )


def _free_code() -> str:
    """The next of `r000001`, `r000002` … that nobody has."""
    taken = Person.objects.filter(code__regex=r"^r[0-9]{6}$").order_by("-code").values_list("code", flat=True).first()
    return f"r{int(taken[1:]) + 1 if taken else 1:06}"
