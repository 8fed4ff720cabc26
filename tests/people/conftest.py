"""A small town with a cadre, and who keeps the register there."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine

from tests.factories import add, make_member, make_organization, make_person, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.people.models import Tenure


@pytest.fixture
def on_a_day():
    with time_machine.travel(date(2026, 6, 1), tick=False):
        yield


@pytest.fixture
def place(on_a_day):
    """`unit` with `branch` and the cadre; `other` with `elsewhere` beside it; officers over the whole or one part."""
    root = make_organization("示例区委")
    unit = make_organization("示例局", root, kind="unit", position=1)
    other = make_organization("另一局", root, kind="unit", position=0)
    branch = make_organization("示例党支部", unit, kind="branch")
    elsewhere = make_organization("另一党支部", other, kind="branch")
    person = make_person("示例安", home=unit, born_on=date(1980, 6, 2), sex="女")
    member = make_member(person, branch)
    tenure = add(
        Tenure(person=person, post="副局长", level="section_deputy", organization=unit, since=date(2020, 1, 1))
    )

    def acting(role, over):
        return Acting(make_user(role, over), role)

    return SimpleNamespace(
        root=root,
        unit=unit,
        other=other,
        branch=branch,
        elsewhere=elsewhere,
        person=person,
        member=member,
        tenure=tenure,
        acting=acting,
        keeper=acting(Role.CADRE_OFFICER, root),
        stranger=acting(Role.CADRE_OFFICER, other),
        organizer=acting(Role.ORGANIZATION_OFFICER, root),
    )
