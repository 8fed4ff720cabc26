"""People in pages: who sees how much of whom, and in how many queries."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from tests.factories import add, make_member, make_organization, make_person, make_user
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.people.models import AnnualAssessment, FamilyMember, Sanction, Tenure, TrainingRecord
from zugong.training.models import TrainingClass


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(date(2026, 6, 1), tick=False):
        yield


@pytest.fixture
def town():
    root = make_organization("示例区委")
    unit = make_organization("示例局", root, kind="unit")
    branch = make_organization("示例党支部", unit, kind="branch")
    make_organization("另一单位", root, kind="unit")
    return {"root": root, "unit": unit, "branch": branch}


@pytest.fixture
def cadre(town):
    person = make_person("示例安", home=town["unit"], code="P-1", pinyin="shilian sla", born_on=date(1980, 6, 2))
    make_member(person, town["branch"], branch_post="secretary")
    add(
        Tenure(person=person, post="副局长", level="section_deputy", organization=town["unit"], since=date(2020, 1, 1))
    )
    add(
        Tenure(person=person, post="老职务", organization=town["unit"], since=date(2010, 1, 1), until=date(2020, 1, 1))
    )
    add(AnnualAssessment(person=person, year=2025, grade="excellent"))
    add(Sanction(person=person, code="S1", kind="party_warning", decided_on=date(2026, 3, 1)))
    add(FamilyMember(person=person, relation="父亲", name="示例父"))
    add(TrainingClass(code="T1", name="示例进修班"))
    for ended_on, hours, leave, recognized in (
        (date(2026, 3, 1), "12.5", "2", None),
        (date(2026, 4, 1), "8", None, False),
        (date(2025, 4, 1), "6", None, True),
    ):
        add(
            TrainingRecord(
                person=person,
                class_id="T1",
                ended_on=ended_on,
                hours=Decimal(hours),
                leave_hours=leave and Decimal(leave),
                mode="off_post",
                recognized=recognized,
            )
        )
    return person


def seen(client, role: Role, over, name: str, *args, **query) -> str:
    client.force_login(make_user(role, over))
    answer = client.get(reverse(f"people:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_branch_secretary_sees_name_post_and_status_only(client, town, cadre):
    for text in (
        seen(client, Role.BRANCH_SECRETARY, town["branch"], "person", cadre.pk),
        seen(client, Role.BRANCH_SECRETARY, town["branch"], "list"),
    ):
        assert "示例安" in text
        assert "书记" in text
        assert "正式" in text
        for words in ("副局长", "1980", "P-1", "优秀", "党内警告", "示例父", "示例进修班"):
            assert words not in text


def test_other_people_of_the_unit_are_not_shown_to_the_branch(client, town, cadre):
    other = make_person("示例外人", home=town["unit"])
    client.force_login(make_user(Role.BRANCH_SECRETARY, town["branch"]))
    assert client.get(reverse("people:person", args=[other.pk])).status_code == 404
    assert "示例外人" not in client.get(reverse("people:list")).content.decode()


def test_people_are_found_by_name_pinyin_initials_and_number(client, town, cadre):
    make_person("示例北", home=town["unit"], code="Q-2", pinyin="shilibei slb")
    for typed in ("例安", "shilia", "sla", "p-1"):
        text = seen(client, Role.CADRE_OFFICER, town["root"], "list", q=typed)
        assert ("示例安" in text, "示例北" in text) == (True, False), typed


def test_the_list_is_narrowed_by_unit_post_education_and_membership(client, town, cadre):
    make_person("示例北", home=town["root"], education="bachelor")
    for query, expected in (
        ({"under": town["unit"].pk}, {"示例安"}),
        ({"kind": "cadre"}, {"示例安"}),
        ({"kind": "member"}, {"示例北"}),
        ({"education": "bachelor"}, {"示例北"}),
        ({"member": "full"}, {"示例安"}),
        ({"member": "none"}, {"示例北"}),
    ):
        text = seen(client, Role.CADRE_OFFICER, town["root"], "list", **query)
        assert {name for name in ("示例安", "示例北") if name in text} == expected, query


def test_a_unit_out_of_scope_narrows_nothing_and_shows_nothing(client, town, cadre):
    text = seen(client, Role.UNIT_SECRETARY, town["unit"], "list", under=town["root"].pk)
    assert "示例区委" not in text


def test_an_empty_list_says_what_to_do(client, town):
    assert "没有符合条件的人员" in seen(client, Role.CADRE_OFFICER, town["root"], "list", q="谁也不是")


def test_the_export_holds_what_is_on_screen_and_is_on_record(client, town, cadre):
    make_person("示例北", home=town["root"])
    user = make_user(Role.CADRE_OFFICER, town["root"])
    client.force_login(user)
    answer = client.post(reverse("people:export") + "?kind=cadre")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[0] for row in rows] == ["姓名", "示例安"]
    assert Entry.objects.filter(verb="people.list.taken_out", actor=user.username).count() == 1


def test_branch_secretaries_export_nothing(client, town, cadre):
    client.force_login(make_user(Role.BRANCH_SECRETARY, town["branch"]))
    assert client.post(reverse("people:export")).status_code == 403


@pytest.mark.parametrize("many", [3, 40])
def test_the_list_asks_as_often_for_many_people_as_for_few(client, town, many, django_assert_max_num_queries):
    for number in range(many):
        person = make_person(f"示例{number}", home=town["unit"])
        make_member(person, town["branch"])
        add(Tenure(person=person, post="科员", organization=town["unit"], since=date(2020, 1, 1)))
    client.force_login(make_user(Role.CADRE_OFFICER, town["unit"]))
    client.get(reverse("people:list"))
    with django_assert_max_num_queries(16):
        client.get(reverse("people:list"), {"size": "50"})
