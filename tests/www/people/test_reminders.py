"""The page of what comes due for people, and the duties on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.factories import add, make_member, make_organization, make_person, make_user
from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.appointments.models import AppointmentCase
from zugong.audit.models import Entry
from zugong.compliance.models import Finding, Run, RunKind
from zugong.organizations.models import Organization
from zugong.people.models import Person, Tenure
from zugong.www.people.reminders_duties import people_due


pytestmark = pytest.mark.django_db

PAGE = "/people/reminders/"
TODAY = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T02:00:00+00:00", tick=False):
        yield


def about_to_retire(home: Organization, born_on: date = date(1966, 3, 5), name: str = "") -> Person:
    """A man of 60 years and, as the delay is four months, due in July 2026."""
    person = make_person(name, home, sex="男", born_on=born_on)
    unit = {"organization": home, "post": "局长", "level": "section_principal"}
    add(Tenure(person=person, since=date(2018, 1, 1), **unit))
    return person


def shown(user: User, query: str = "") -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_retirement_says_how_it_was_reckoned_and_where_that_stands() -> None:
    home = make_organization()
    person = about_to_retire(home)
    page = shown(make_user(Role.CADRE_OFFICER, home))
    assert f'href="/people/{person.pk}/"' in page
    assert "2026-07 到法定退休年龄" in page
    assert "男，1966-03 出生，原退休年龄 60 周岁，延迟 4 个月" in page
    assert "延迟退休决定" in page or "渐进式延迟法定退休年龄的决定" in page
    assert "待核实" in page


def test_months_kind_and_unit_narrow_the_page() -> None:
    root = make_organization()
    here, there = make_organization(parent=root), make_organization(parent=root)
    about_to_retire(here, name="示例甲某")
    late = about_to_retire(there, name="示例乙某")
    add(AppointmentCase(code="c1", person=late, target_post="局长", probation_until=date(2026, 3, 1)))
    user = make_user(Role.CADRE_OFFICER, root)
    assert "到法定退休年龄" not in shown(user, "?months=3").partition("<tbody>")[2]
    assert "任职试用期满" in shown(user, "?months=3")
    assert "示例乙某" not in shown(user, f"?under={here.code}")
    assert "任职试用期满" not in shown(user, "?kind=retirement")


def test_each_role_sees_its_own_kinds_and_its_own_part() -> None:
    root = make_organization()
    mine, other = make_organization(parent=root), make_organization(parent=root)
    branch = make_organization(parent=mine, kind="branch")
    about_to_retire(mine, name="示例甲某")
    about_to_retire(other, name="示例乙某")
    make_member(make_person("示例丙某", branch, party_joined_on=date(2025, 4, 1)), branch, status="probationary")
    cadre, organization = shown(make_user(Role.CADRE_OFFICER, mine)), shown(make_user(Role.ORGANIZATION_OFFICER, mine))
    assert ["示例甲某" in cadre, "示例乙某" in cadre, "示例丙某" in cadre] == [True, False, False]
    assert ["示例甲某" in organization, "示例丙某" in organization] == [False, True]


def test_the_workbook_has_the_same_rows_and_leaves_an_entry() -> None:
    home = make_organization()
    person = about_to_retire(home)
    client = Client()
    client.force_login(make_user(Role.CADRE_OFFICER, home))
    answer = client.post(f"{PAGE}export/?kind=retirement")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert [row[:4] for row in rows[1:]] == [("2026-07-31", "退休", person.name, person.code)]
    assert rows[1][7].endswith("（待核实）")
    assert Entry.objects.filter(verb="people.reminders.taken_out").count() == 1


def test_queries_do_not_grow_with_rows() -> None:
    home = make_organization()
    client = Client()
    client.force_login(make_user(Role.CADRE_OFFICER, home))
    about_to_retire(home)

    def queries() -> int:
        client.get(PAGE)
        with CaptureQueriesContext(connection) as context:
            assert client.get(PAGE).status_code == 200
        return len(context)

    few = queries()
    for _ in range(12):
        about_to_retire(make_organization(parent=home))
    assert queries() == few <= 20


def judged(kind: RunKind, rule: str, home: Organization) -> None:
    values = {"as_of": TODAY, "since": date(2026, 1, 1), "law": "", "seconds": 0.1, "at": datetime.now(UTC)}
    run, _ = Run.objects.get_or_create(kind=kind, defaults=values)
    subject = {"subject_kind": "person", "subject_id": make_person(home=home).code, "organization": home}
    Finding.objects.create(run=run, rule=rule, outcome="fail", force="generally", citation="", **subject)


def test_the_desk_tells_how_many_have_come_due_and_how_many_will() -> None:
    home, other = make_organization(), make_organization()
    user = make_user(Role.CADRE_OFFICER, home)
    for kind, place in ((RunKind.CURRENT, home), (RunKind.CURRENT, other), (RunKind.OPEN, home), (RunKind.OPEN, home)):
        judged(kind, "reminder.retirement", place)
    judged(RunKind.CURRENT, "reminder.member_probation", home)
    with CaptureQueriesContext(connection) as context:
        duties = list(people_due(user, TODAY))
    assert [(duty.title, duty.due_on) for duty in duties] == [
        ("1 人已到法定退休年龄", TODAY),
        ("2 人 60 天内到法定退休年龄", date(2026, 5, 19)),
    ]
    assert duties[0].url == "/people/reminders/?kind=retirement&months=3"
    assert len([query for query in context if "finding" in query["sql"]]) == 1
    assert list(people_due(make_user(Role.TRAINING_OFFICER, home), TODAY)) == []
