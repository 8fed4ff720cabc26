"""To-dos around people: whoever answers for the receiving side is told of a transfer."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import add, make_organization, make_person, make_user
from zugong.accounts.enums import Role
from zugong.people.models import Transfer
from zugong.www.people.duties import transfers_to_receive


pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("kind", "role", "there", "told"),
    [
        ("membership", Role.UNIT_SECRETARY, True, 1),
        ("membership", Role.BRANCH_SECRETARY, True, 1),
        ("membership", Role.ORGANIZATION_OFFICER, True, 1),
        ("membership", Role.CADRE_OFFICER, True, 0),
        ("membership", Role.UNIT_SECRETARY, False, 0),
        ("management", Role.CADRE_OFFICER, True, 1),
        ("management", Role.BRANCH_SECRETARY, True, 0),
    ],
)
def test_the_receiving_side_is_told(kind, role, there, told):
    root = make_organization("示例区委")
    origin, destination = (make_organization(name, root, kind="branch") for name in ("甲支部", "乙支部"))
    person = make_person("示例安", home=origin)
    transfer = add(
        Transfer(
            kind=kind, person=person, origin=origin, destination=destination, sent_on=DAY, due_on=date(2026, 8, 31)
        )
    )
    user = make_user(role, destination if there else origin)
    duties = list(transfers_to_receive(user, DAY))
    assert len(duties) == told
    assert all((duty.about, duty.due_on) == ("示例安", transfer.due_on) for duty in duties)
