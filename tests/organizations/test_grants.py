"""Giving roles and taking them back: only the security administrator, never to administrators, at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from tests.factories import make_organization, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import User
from zugong.audit.models import Entry
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed
from zugong.organizations.actions.grant_role import grant_role
from zugong.organizations.actions.revoke_role import revoke_role
from zugong.organizations.models import RoleGrant
from zugong.organizations.scope import roles_of


pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 1)


@pytest.fixture
def security() -> Acting:
    user = make_user(Administration.SECURITY)
    return Acting(user, user.administration)


def fresh(user: User) -> User:
    """The account as the next request finds it."""
    return User.objects.get(pk=user.pk)


def test_a_grant_holds_at_once_and_so_does_its_end(security: Acting) -> None:
    user, organization = make_user(), make_organization()
    grant = grant_role(user, "cadre_officer", organization, SINCE, by=security)
    assert roles_of(fresh(user)) == {"cadre_officer"}
    revoke_role(grant, by=security, reason="调整分工")
    assert roles_of(fresh(user)) == frozenset()
    assert RoleGrant.objects.get().until == today()
    verbs = Entry.objects.filter(actor=security.user.username).order_by("seq").values_list("verb", flat=True)  # type: ignore[union-attr]
    assert list(verbs) == ["organizations.grant.made", "organizations.grant.revoked"]


def test_a_grant_holds_from_its_first_day_until_the_day_before_its_last(security: Acting) -> None:
    user = make_user()
    grant_role(user, "cadre_officer", make_organization(), SINCE, date(2026, 3, 1), by=security)
    for day, holds in (
        (date(2025, 12, 31), False),
        (SINCE, True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
    ):
        with time_machine.travel(f"{day}T12:00:00+08:00"):
            assert bool(roles_of(fresh(user))) is holds, day


def test_a_grant_taken_back_on_its_first_day_was_never_held(security: Acting) -> None:
    grant = grant_role(make_user(), "cadre_officer", make_organization(), today(), by=security)
    revoke_role(grant, by=security, reason="授错了")
    assert not RoleGrant.objects.exists()


@pytest.mark.parametrize("holder", [Administration.SYSTEM, Administration.AUDIT, Role.DEPARTMENT_HEAD])
def test_nobody_else_grants(holder: Administration | Role) -> None:
    organization = make_organization()
    other = make_user(holder, organization)
    with pytest.raises(NotAllowed, match="安全管理员"):
        grant_role(make_user(), "cadre_officer", organization, SINCE, by=Acting(other, holder.value))
    assert not RoleGrant.objects.filter(role="cadre_officer").exists()


def test_nobody_grants_to_himself_nor_to_an_administrator_nor_to_a_closed_account(security: Acting) -> None:
    organization = make_organization()
    assert security.user is not None
    for user, words in (
        (security.user, "自己"),
        (make_user(Administration.AUDIT), "三员不担任业务岗位"),
        (make_user(is_active=False), "已停用"),
    ):
        with pytest.raises(NotAllowed, match=words):
            grant_role(user, "cadre_officer", organization, SINCE, by=security)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"role": "system_administrator"}, "role"),
        ({"role": "king"}, "role"),
        ({"until": SINCE}, "until"),
        ({"until": SINCE - timedelta(days=1)}, "until"),
    ],
)
def test_values_that_cannot_be(security: Acting, values: dict[str, object], field: str) -> None:
    asked = {"role": "cadre_officer", "organization": make_organization(), "since": SINCE} | values
    with pytest.raises(Invalid) as refused:
        grant_role(make_user(), **asked, by=security)  # type: ignore[arg-type]
    assert set(refused.value.fields) == {field}


def test_not_over_a_dissolved_organization(security: Acting) -> None:
    gone = make_organization(dissolved_on=date(2025, 1, 1))
    with pytest.raises(Invalid, match="已经撤销"):
        grant_role(make_user(), "cadre_officer", gone, SINCE, by=security)


@pytest.mark.parametrize(
    ("since", "until", "overlaps"),
    [
        (date(2026, 2, 1), None, True),
        (date(2025, 1, 1), date(2026, 1, 2), True),
        (date(2025, 1, 1), date(2026, 1, 1), False),
        (date(2026, 3, 1), None, False),
    ],
)
def test_the_same_role_does_not_overlap(security: Acting, since: date, until: date | None, overlaps: bool) -> None:
    user, organization = make_user(), make_organization()
    grant_role(user, "cadre_officer", organization, SINCE, date(2026, 3, 1), by=security)
    grant_role(user, "training_officer", organization, SINCE, by=security)
    if overlaps:
        with pytest.raises(Invalid, match="时间重叠"):
            grant_role(user, "cadre_officer", organization, since, until, by=security)
    else:
        assert grant_role(user, "cadre_officer", organization, since, until, by=security).pk


def test_taking_back_asks_for_a_reason_and_a_grant_that_still_holds(security: Acting) -> None:
    grant = grant_role(make_user(), "cadre_officer", make_organization(), SINCE, date(2026, 3, 1), by=security)
    with time_machine.travel("2026-02-01T12:00:00+08:00"), pytest.raises(Invalid, match="原因"):
        revoke_role(grant, by=security, reason=" ")
    with time_machine.travel("2026-03-01T12:00:00+08:00"), pytest.raises(Invalid, match="已经结束"):
        revoke_role(grant, by=security, reason="x")
