"""Who is asked for: one condition a function. Pages, saved queries, cross tables and rosters share them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from zugong.core.dates import add_months
from zugong.core.pinyin import typed_key
from zugong.people.models import AnnualAssessment, Diploma, ListEntry, Member, Person, RankHolding, Tenure
from zugong.people.selectors import present_on
from zugong.regulations.tables.schema import LEVELS


UNKNOWN = "none"
"""The value of a condition that asks for those of whom it is not known."""

DEGREES = {"doctor": "博士", "master": "硕士", "bachelor": "学士"}
PARTIES = {"member": "中共党员", "other": "其他党派", UNKNOWN: "未填"}
ETHNICITIES = {"majority": "汉族", "minority": "少数民族", UNKNOWN: "未填"}

Condition = Callable[[Any, date], Q]


def narrowed(rows: QuerySet[Person], asked: Mapping[str, Any], day: date) -> QuerySet[Person]:
    """The people for whom all conditions that have a value hold on the day."""
    for name, condition in CONDITIONS.items():
        if asked.get(name) not in (None, "", []):
            rows = rows.filter(condition(asked[name], day))
    return _graded(rows, asked)


def person_like(typed: str) -> Q:
    """People whose name, pinyin, initials or code begins like what was typed."""
    text = typed.strip()
    if not text.isascii():
        return Q(name__contains=text)
    key = typed_key(text)
    return Q(code__istartswith=text) | (Q(pinyin__startswith=key) | Q(pinyin__contains=f" {key}") if key else Q())


def born_by(day: date, years: int) -> date:
    """The last birthday of those who are that many full years old on the day."""
    return add_months(day, -12 * years)


def holds(day: date, **more: Any) -> Q:
    """People with a post on the day for which the rest holds too."""
    return Q(Exists(Tenure.objects.filter(present_on(day), person=OuterRef("pk"), **more)))


def _kind(value: str, day: date) -> Q:
    return holds(day) if value == "cadre" else ~holds(day)


def _level(value: str, day: date) -> Q:
    """The highest level of the present posts is this one."""
    order = list(LEVELS)
    if value == UNKNOWN:
        return holds(day) & ~holds(day, level__in=order)
    above = order[order.index(value) + 1 :]
    return holds(day, level=value) & ~holds(day, level__in=above)


def _level_from(value: str, day: date) -> Q:
    return holds(day, level__in=list(LEVELS)[list(LEVELS).index(value) :])


def _rank(value: str, day: date) -> Q:
    held = RankHolding.objects.filter(present_on(day), person=OuterRef("pk"))
    return ~Q(Exists(held)) if value == UNKNOWN else Q(Exists(held.filter(rank=value)))


def _age_from(value: int, day: date) -> Q:
    return Q(born_on__lte=born_by(day, value))


def _age_to(value: int, day: date) -> Q:
    return Q(born_on__gt=born_by(day, value + 1))


def _plain(field: str) -> Condition:
    return lambda value, day: Q(**{field: "" if value == UNKNOWN else value})


def _ethnicity(value: str, day: date) -> Q:
    majority, empty = Q(ethnicity__in=("汉", "汉族")), Q(ethnicity="")
    return {"majority": majority, UNKNOWN: empty, "minority": ~majority & ~empty}[value]


def _party(value: str, day: date) -> Q:
    joined, others = Q(party_joined_on__isnull=False), ~Q(parties="")
    return {"member": joined, "other": others & ~joined, UNKNOWN: ~joined & ~others}[value]


def _member(value: str, day: date) -> Q:
    here = Member.objects.filter(present_on(day), person=OuterRef("pk"))
    return ~Q(Exists(here)) if value == "none" else Q(Exists(here.filter(status=value)))


def _degree(value: str, day: date) -> Q:
    named = Diploma.objects.filter(person=OuterRef("pk"), kind="degree", name__contains=DEGREES[value])
    return Q(Exists(named))


def _mode(value: str, day: date) -> Q:
    return Q(Exists(Diploma.objects.filter(person=OuterRef("pk"), mode=value)))


def _post_years_from(value: int, day: date) -> Q:
    return holds(day, since__lte=born_by(day, value))


def _post_years_to(value: int, day: date) -> Q:
    return holds(day) & ~holds(day, since__lte=born_by(day, value + 1))


def _experience(value: str, day: date) -> Q:
    return Q(Exists(Tenure.objects.filter(person=OuterRef("pk"), **{value: True})))


def _post(value: str, day: date) -> Q:
    return holds(day, post__contains=value) | Q(current_post__contains=value)


def _on_list(value: Any, day: date) -> Q:
    return Q(pk__in=ListEntry.objects.filter(named_list=value).values("person"))


def _home(value: Any, day: date) -> Q:
    return Q(home__path__startswith=value.path)


def _home_at(value: Any, day: date) -> Q:
    return Q(home=None if value == UNKNOWN else value)


def _branch(value: Any, day: date) -> Q:
    here = Member.objects.filter(present_on(day), person=OuterRef("pk"), organization__path__startswith=value.path)
    return Q(Exists(here))


CONDITIONS: Mapping[str, Condition] = {
    "q": lambda value, day: person_like(value),
    "kind": _kind,
    "post": _post,
    "level": _level,
    "level_from": _level_from,
    "rank": _rank,
    "age_from": _age_from,
    "age_to": _age_to,
    "sex": _plain("sex"),
    "ethnicity": _ethnicity,
    "party": _party,
    "member": _member,
    "education": _plain("education"),
    "mode": _mode,
    "degree": _degree,
    "post_years_from": _post_years_from,
    "post_years_to": _post_years_to,
    "experience": _experience,
    "named_list": _on_list,
    "home": _home,
    "home_at": _home_at,
    "branch": _branch,
    "born": lambda value, day: Q(born_on__isnull=True),
    "pk": lambda value, day: Q(pk__in=value),
}
"""Name of a condition -> what it asks of people. The grade of a year needs two values and stands apart."""

OPEN = frozenset({"q", "member", "named_list", "pk"})
"""Conditions that tell nothing which a branch secretary does not see anyway."""


def _graded(rows: QuerySet[Person], asked: Mapping[str, Any]) -> QuerySet[Person]:
    year, grade = asked.get("grade_year"), asked.get("grade")
    if not grade:
        return rows
    told = AnnualAssessment.objects.filter(person=OuterRef("pk"), **({"year": year} if year else {}))
    return rows.filter(~Exists(told) if grade == UNKNOWN else Exists(told.filter(grade=grade)))
