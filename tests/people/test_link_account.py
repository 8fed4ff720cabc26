"""An account becomes a person's own: one account for one person, never that of an administrator."""

from __future__ import annotations

import pytest

from tests.factories import PROGRAM, make_person, make_user
from zugong.accounts.enums import Administration, Role
from zugong.core.errors import Invalid, NotAllowed
from zugong.people.actions.link_account import link_account, unlink_account


pytestmark = pytest.mark.django_db


def test_the_account_is_the_persons_own_until_it_is_taken_away(place):
    user = make_user()
    link_account(place.person, user, by=PROGRAM)
    place.person.refresh_from_db()
    assert place.person.account == user
    unlink_account(place.person, by=PROGRAM)
    place.person.refresh_from_db()
    assert place.person.account is None


def test_the_officer_of_another_unit_may_not(place):
    by = place.acting(Role.CADRE_OFFICER, place.other)
    with pytest.raises(NotAllowed, match="管理范围"):
        link_account(place.person, make_user(), by=by)
    with pytest.raises(NotAllowed, match="管理范围"):
        unlink_account(place.person, by=by)


def test_an_account_belongs_to_one_person(place):
    user = make_user()
    link_account(make_person("示例乙", home=place.unit), user, by=PROGRAM)
    with pytest.raises(Invalid) as caught:
        link_account(place.person, user, by=PROGRAM)
    assert "示例乙" in caught.value.fields["account"]


@pytest.mark.parametrize(("user", "words"), [
    ({"role": Administration.SYSTEM}, "三员"), ({"is_active": False}, "已停用"),
])  # fmt: skip
def test_administrators_and_closed_accounts_are_nobodys_own(place, user, words):
    with pytest.raises(Invalid) as caught:
        link_account(place.person, make_user(**user), by=PROGRAM)
    assert words in caught.value.fields["account"]
