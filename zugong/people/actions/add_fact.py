"""Enter a row-like fact about a person: a post held, a rank, a diploma, a relative, a grade, a sanction …"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.organizations.validation import check
from zugong.people.facts import FACTS, Fact
from zugong.people.models import Person, Sanction
from zugong.people.policy import fresh_person, must_keep, must_reach


def add_fact(
    kind: str, person: Person, values: Mapping[str, Any], *, by: Acting, reason: str = "", article: str = ""
) -> Any:
    """Add a row of a kind in FACTS; `values` are its fields by name. Raises KeyError, NotAllowed, Invalid, Stale."""
    fact = FACTS[kind]
    row = fact.model(**{name: values[name] for name in fact.fields if name in values})
    with recording(by.actor, f"people.{kind}.added", row, reason=reason, article=article) as change:
        row.person = fresh_person(person)
        must_keep(by, fact.keepers, row.person)
        settle(fact, row, by)
        return change.add(row)


def settle(fact: Fact, row: Any, by: Acting) -> None:
    """Fill in what nobody types and raise Invalid or NotAllowed for what cannot be."""
    if isinstance(row, Sanction) and not row.code:
        row.code = _free_code(row.person)
    check(row)
    if fact.inside and (organization := getattr(row, fact.inside)) is not None:
        must_reach(by, fact.keepers, organization)
    fact.check(row)


def _free_code(person: Person) -> str:
    """`c00012-1`, `c00012-2` …: codes of sanctions are unique."""
    taken = set(Sanction.objects.filter(code__startswith=f"{person.code}-").values_list("code", flat=True))
    number = next(number for number in range(1, len(taken) + 2) if f"{person.code}-{number}" not in taken)
    return f"{person.code}-{number}"
