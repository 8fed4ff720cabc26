"""Transfers: sent by one side, taken by the other; nothing moves before."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from zugong.accounts.enums import Role
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.people.actions.accept_transfer import accept_transfer
from zugong.people.actions.correct_fact import correct_fact
from zugong.people.actions.return_transfer import return_transfer
from zugong.people.actions.send_transfer import send_transfer
from zugong.people.actions.withdraw_transfer import withdraw_transfer
from zugong.people.models import Member, Person, Transfer


pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


def send(place, **values):
    return send_transfer("membership", place.person, place.elsewhere, by=place.organizer, **values)


def test_a_membership_moves_when_it_is_accepted(place):
    transfer = send(place, letter="示介字第1号", due_on=date(2026, 8, 31))
    assert Member.objects.get().organization == place.branch
    receiver = place.acting(Role.BRANCH_SECRETARY, place.elsewhere)
    with time_machine.travel(date(2026, 6, 5), tick=False):
        accept_transfer(transfer, on=date(2026, 6, 5), by=receiver, answer="收到")
    rows = Member.objects.order_by("since").values_list("organization__name", "since", "until", "status")
    assert list(rows) == [
        ("示例党支部", date(2020, 1, 1), date(2026, 6, 5), "full"),
        ("另一党支部", date(2026, 6, 5), None, "full"),
    ]
    assert Transfer.objects.get().status == "accepted"


def test_management_moves_the_home(place):
    transfer = send_transfer("management", place.person, place.other, by=place.keeper)
    accept_transfer(transfer, on=DAY, by=place.acting(Role.UNIT_SECRETARY, place.other))
    assert Person.objects.get(pk=place.person.pk).home == place.other


def test_only_the_receiving_side_answers(place):
    transfer = send(place)
    for outsider in (place.acting(Role.BRANCH_SECRETARY, place.branch), place.keeper):
        with pytest.raises(NotAllowed):
            accept_transfer(transfer, on=DAY, by=outsider)
        with pytest.raises(NotAllowed):
            return_transfer(transfer, answer="不收", by=outsider)
    with pytest.raises(NotAllowed):
        withdraw_transfer(transfer, by=place.acting(Role.ORGANIZATION_OFFICER, place.elsewhere))


def test_a_return_says_why_and_nothing_moves(place):
    transfer = send(place)
    receiver = place.acting(Role.ORGANIZATION_OFFICER, place.other)
    with pytest.raises(Invalid):
        return_transfer(transfer, answer=" ", by=receiver)
    return_transfer(transfer, answer="介绍信抬头有误", by=receiver)
    assert Member.objects.get().until is None
    with pytest.raises(Stale, match="已退回"):
        accept_transfer(transfer, on=DAY, by=receiver)


def test_a_second_transfer_waits_for_the_first(place):
    transfer = send(place)
    with pytest.raises(Invalid, match="还没有接收"):
        send(place)
    withdraw_transfer(transfer, by=place.organizer)
    assert send(place).status == "pending"


@pytest.mark.parametrize(
    ("kind", "where", "message"),
    [("membership", "branch", "已经在"), ("membership", "other", "不是党支部"), ("management", "unit", "已经在")],
)
def test_a_way_that_leads_nowhere_is_refused(place, kind, where, message):
    by = place.organizer if kind == "membership" else place.keeper
    with pytest.raises(Invalid, match=message):
        send_transfer(kind, place.person, getattr(place, where), by=by)


def test_days_of_a_transfer_are_within_reason(place):
    with pytest.raises(Invalid, match="已过"):
        send(place, due_on=date(2026, 5, 31))
    transfer = send(place)
    with pytest.raises(Invalid, match="之间"):
        accept_transfer(transfer, on=date(2026, 5, 31), by=place.organizer)


def test_somebody_who_has_left_in_between_is_not_moved(place):
    transfer = send(place)
    correct_fact(place.member, {"until": date(2026, 5, 1)}, by=place.organizer)
    with pytest.raises(Stale, match="已不在转出支部"):
        accept_transfer(transfer, on=DAY, by=place.organizer)


def test_both_ends_see_a_transfer_and_nobody_else(place):
    send(place)
    seen = {
        role.user.pk: Transfer.objects.visible_to(role.user).count()
        for role in (
            place.acting(Role.BRANCH_SECRETARY, place.elsewhere),
            place.acting(Role.BRANCH_SECRETARY, place.branch),
        )
    }
    assert set(seen.values()) == {1}
    assert not Transfer.objects.visible_to(place.acting(Role.BRANCH_SECRETARY, place.other).user).exclude(
        destination=place.elsewhere
    )
