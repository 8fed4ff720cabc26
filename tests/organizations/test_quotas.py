"""Quotas of posts: entered, corrected, ended, never two at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories import PROGRAM, make_organization
from tests.organizations.acting import officer
from zugong.accounts.enums import Role
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.organizations.actions.add_quota import add_quota
from zugong.organizations.actions.change_quota import change_quota
from zugong.organizations.actions.close_quota import close_quota
from zugong.organizations.models import Organization, PostQuota


pytestmark = pytest.mark.django_db


def values(since: str | None, until: str | None, level: str = "section_deputy") -> dict[str, Any]:
    days = {name: day and date.fromisoformat(day) for name, day in (("since", since), ("until", until))}
    return {"level": level, "quota": 2, **days}


@pytest.fixture
def unit() -> Organization:
    return make_organization(kind="unit")


@pytest.mark.parametrize(
    ("since", "until", "overlaps"),
    [
        ("2022-01-01", None, False),
        ("2021-12-31", None, True),
        (None, "2020-01-01", False),
        (None, "2020-01-02", True),
        (None, None, True),
        ("2020-06-01", "2020-07-01", True),
        ("2020-06-01", "2020-06-01", False),
    ],
)
def test_quotas_of_a_level_do_not_overlap(unit: Organization, since: str, until: str, *, overlaps: bool) -> None:
    add_quota(unit, values("2020-01-01", "2022-01-01"), by=PROGRAM)
    add_quota(unit, values("2020-01-01", "2022-01-01", level="section_principal"), by=PROGRAM)
    if overlaps:
        with pytest.raises(Invalid, match="同一单位、同一层次的职数起止重叠"):
            add_quota(unit, values(since, until), by=PROGRAM)
    else:
        add_quota(unit, values(since, until), by=PROGRAM)


def test_two_empty_starts_are_told_as_an_overlap(unit: Organization) -> None:
    add_quota(unit, values(None, "2020-01-01"), by=PROGRAM)
    with pytest.raises(Invalid, match="重叠"):
        add_quota(unit, values(None, "2019-01-01"), by=PROGRAM)


def test_an_end_before_the_start_is_refused(unit: Organization) -> None:
    with pytest.raises(Invalid, match="止不能早于起"):
        add_quota(unit, values("2022-01-01", "2021-01-01"), by=PROGRAM)


def test_a_correction_does_not_overlap_itself_and_knows_its_version(unit: Organization) -> None:
    quota = add_quota(unit, values("2020-01-01", None), by=officer(unit))
    seen = quota.version
    change_quota(quota, {"quota": 3}, by=officer(unit), seen=seen)
    with pytest.raises(Stale):
        change_quota(PostQuota.objects.get(), {"quota": 4}, by=officer(unit), seen=seen)
    assert PostQuota.objects.get().quota == 3


def test_a_quota_ends_once_and_the_next_begins_on_that_day(unit: Organization) -> None:
    quota = add_quota(unit, values("2020-01-01", None), by=PROGRAM)
    close_quota(quota, until=date(2024, 1, 1), by=officer(unit))
    add_quota(unit, values("2024-01-01", None), by=PROGRAM)
    with pytest.raises(Invalid, match="更早的日期"):
        close_quota(quota, until=date(2025, 1, 1), by=PROGRAM)


def test_a_unit_secretary_sees_quotas_and_changes_none(unit: Organization) -> None:
    secretary = officer(unit, Role.UNIT_SECRETARY)
    quota = add_quota(unit, values("2020-01-01", None), by=PROGRAM)
    assert list(PostQuota.objects.visible_to(secretary.user)) == [quota]
    for act in (
        lambda: add_quota(unit, values("2025-01-01", None, "clerk"), by=secretary),
        lambda: change_quota(quota, {"quota": 9}, by=secretary),
        lambda: close_quota(quota, until=date(2024, 1, 1), by=secretary),
    ):
        with pytest.raises(NotAllowed):
            act()
