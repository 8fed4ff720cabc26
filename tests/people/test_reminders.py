"""When people come due, reckoned by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import add, make_member, make_organization, make_person
from zugong.gates.law import packed_law
from zugong.people.models import Person, Tenure, Transfer
from zugong.people.reminders import (
    Figures,
    NoValue,
    long_posts,
    member_probations,
    open_transfers,
    retirement_of,
    retirements,
)


TODAY = date(2025, 6, 30)


def figures(day: date = TODAY) -> Figures:
    return Figures(packed_law(), day)


@pytest.mark.parametrize(
    ("born_on", "sex", "level", "month", "delay"),
    [
        (date(1964, 12, 31), "男", "section_deputy", date(2024, 12, 1), 0),
        (date(1965, 1, 1), "男", "section_deputy", date(2025, 2, 1), 1),
        (date(1965, 4, 30), "男", "", date(2025, 5, 1), 1),
        (date(1965, 5, 1), "男", "", date(2025, 7, 1), 2),
        (date(1976, 8, 1), "男", "", date(2039, 7, 1), 35),
        (date(1976, 9, 1), "男", "", date(2039, 9, 1), 36),
        (date(1985, 9, 1), "男", "", date(2048, 9, 1), 36),
        (date(1969, 12, 1), "女", "section_deputy", date(2024, 12, 1), 0),
        (date(1970, 1, 1), "女", "section_deputy", date(2025, 2, 1), 1),
        (date(1981, 9, 1), "女", "clerk", date(2039, 9, 1), 36),
        (date(1970, 1, 1), "女", "county_deputy", date(2031, 5, 1), 16),
    ],
)
def test_month_of_retirement(born_on: date, sex: str, level: str, month: date, delay: int) -> None:
    found = retirement_of(born_on, sex, [level], figures())
    assert found is not None
    assert (found.month, found.delay) == (month, delay)


def test_no_month_without_a_known_sex_and_no_value_before_the_law() -> None:
    assert retirement_of(date(1965, 1, 1), "", [], figures()) is None
    with pytest.raises(NoValue):
        retirement_of(date(1965, 1, 1), "男", [], figures(date(2024, 12, 31)))


def hold(person: Person, since: date, until: date | None = None, **values: object) -> Tenure:
    unit = values.pop("organization", None) or make_organization()
    given = {"post": "副局长", "level": "section_deputy", "organization": unit} | values
    return add(Tenure(person=person, since=since, until=until, **given))


@pytest.mark.django_db
def test_retirements_name_those_who_hold_a_post_and_come_due() -> None:
    man = make_person(sex="男", born_on=date(1965, 5, 9))
    later = make_person(sex="男", born_on=date(1965, 9, 9))
    gone = make_person(sex="男", born_on=date(1960, 5, 9))
    for person, until in ((man, None), (later, None), (gone, TODAY)):
        hold(person, date(2010, 1, 1), until)
    found = list(retirements(Person.objects.all(), figures(), TODAY, date(2025, 7, 31)))
    assert [(each.person, each.due_on, each.what) for each in found] == [
        (man, date(2025, 7, 31), "2025-07 到法定退休年龄")
    ]
    assert found[0].how == "男，1965-05 出生，原退休年龄 60 周岁，延迟 2 个月"
    assert found[0].citation == "retirement-decision-2024#men"


@pytest.mark.django_db
def test_touching_tenures_of_one_post_count_together() -> None:
    unit = make_organization()
    whole, broken, other = make_person(), make_person(), make_person()
    for person, end, start in ((whole, 1, 1), (broken, 1, 2)):
        hold(person, date(2015, 9, 1), date(2020, 1, end), organization=unit)
        hold(person, date(2020, 1, start), organization=unit)
    hold(other, date(2015, 9, 1), date(2020, 1, 1), organization=unit)
    hold(other, date(2020, 1, 1), organization=unit, post="局长")
    hold(make_person(), date(2000, 1, 1), level="clerk", post="科员")
    found = list(long_posts(Person.objects.all(), figures(), TODAY, date(2025, 9, 1)))
    assert [(each.person, each.due_on) for each in found] == [(whole, date(2025, 9, 1))]
    assert list(long_posts(Person.objects.all(), figures(), TODAY, date(2025, 8, 31))) == []


@pytest.mark.django_db
def test_probation_of_members_is_full_after_a_year() -> None:
    branch = make_organization(kind="branch")
    due, later, full = (
        make_person(party_joined_on=day) for day in (date(2024, 8, 31), date(2024, 9, 1), date(2024, 1, 1))
    )
    for person, status in ((due, "probationary"), (later, "probationary"), (full, "full")):
        make_member(person, branch, status=status)
    found = list(member_probations(Person.objects.all(), figures(), TODAY, date(2025, 8, 31)))
    assert [(each.person, each.due_on) for each in found] == [(due, date(2025, 8, 31))]


@pytest.mark.django_db
def test_transfers_nobody_has_accepted() -> None:
    one, two = make_organization(), make_organization()
    late, done = make_person(), make_person()
    sent = {"kind": "membership", "origin": one, "destination": two, "sent_on": date(2025, 1, 1)}
    add(Transfer(person=late, due_on=date(2025, 4, 1), letter="示例001", **sent))
    add(Transfer(person=done, due_on=date(2025, 4, 1), status="accepted", **sent))
    found = list(open_transfers(Person.objects.all(), TODAY, TODAY))
    assert [(each.person, each.due_on, each.what) for each in found] == [
        (late, date(2025, 4, 1), "党员组织关系转接未接收")
    ]
    assert "介绍信 示例001" in found[0].how
