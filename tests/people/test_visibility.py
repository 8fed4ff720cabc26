"""Whose people an account sees: those managed below its grant, and those who belong to a branch there today."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from tests.factories import make_member, make_organization, make_person, make_user
from zugong.accounts.enums import Role
from zugong.people.models import Person


pytestmark = pytest.mark.django_db


def names(user) -> set[str]:
    return set(Person.objects.visible_to(user).values_list("name", flat=True))


@pytest.fixture
def town():
    root = make_organization("根")
    unit = make_organization("单位", root, kind="unit")
    branch = make_organization("支部", root, kind="branch")
    member = make_person("党员", home=unit)
    make_member(member, branch, since=date(2020, 1, 1), until=date(2026, 6, 1))
    make_person("无家")
    return {"root": root, "unit": unit, "branch": branch}


def test_home_and_present_branch_decide(town):
    with time_machine.travel(date(2026, 5, 31)):
        assert names(make_user(Role.UNIT_SECRETARY, town["unit"])) == {"党员"}
        assert names(make_user(Role.BRANCH_SECRETARY, town["branch"])) == {"党员"}


def test_who_left_the_branch_is_not_seen_there_any_more(town):
    with time_machine.travel(date(2026, 6, 1)):
        assert names(make_user(Role.BRANCH_SECRETARY, town["branch"])) == set()


def test_the_one_root_sees_everybody(town):
    assert names(make_user(Role.CADRE_OFFICER, town["root"])) == {"党员", "无家"}


def test_of_two_roots_each_sees_its_own(town):
    other = make_organization("另一个根")
    make_person("别处", home=other)
    assert names(make_user(Role.CADRE_OFFICER, town["root"])) == {"党员"}
    assert names(make_user(Role.CADRE_OFFICER, other)) == {"别处"}


def test_without_a_grant_nobody(town):
    assert names(make_user()) == set()
