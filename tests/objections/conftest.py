"""A district with handlers of each kind, a person with an account, and rows held about them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from tests.factories import add, make_organization, make_person, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.audit.recording import recording
from zugong.people.models import AnnualAssessment, FamilyMember, Sanction, Tenure


def as_officer(user: User, role: str = Role.CADRE_OFFICER) -> Acting:
    return Acting(user, role)


@pytest.fixture
def district(db: None) -> SimpleNamespace:
    root = make_organization("示例区委")
    unit, elsewhere = make_organization("示例局党组", root), make_organization("示例街道党工委", root)
    account = make_user(name="示例本人")
    person = make_person(
        "示例某人",
        unit,
        account=account,
        born_on=date(1980, 1, 1),
        id_number="519900198001010019",
        health="示例健康",
    )
    writer = make_user(Role.CADRE_OFFICER, unit, name="示例登记人")
    sanction = Sanction(code="S1", person=person, kind="admin_warning", decided_on=date(2026, 5, 6))
    with recording(as_officer(writer).actor, "tests.row.added", sanction) as change:
        change.add(sanction)
    return SimpleNamespace(
        root=root,
        unit=unit,
        elsewhere=elsewhere,
        account=account,
        person=person,
        own=Acting(account),
        writer=writer,
        sanction=sanction,
        grade=add(AnnualAssessment(person=person, year=2025, grade="basically_competent")),
        tenure=add(Tenure(person=person, post="示例科科长", organization=unit, since=date(2020, 3, 1))),
        relative=add(FamilyMember(person=person, relation="妻子", name="示例配偶", unit_and_post="示例学校教师")),
        cadre=make_user(Role.CADRE_OFFICER, unit, name="示例干部甲"),
        second=make_user(Role.CADRE_OFFICER, unit, name="示例干部乙"),
        head=make_user(Role.DEPARTMENT_HEAD, root, name="示例部长"),
        organizer=make_user(Role.ORGANIZATION_OFFICER, unit, name="示例组织员"),
        stranger=make_user(Role.CADRE_OFFICER, elsewhere, name="示例外科室"),
    )
