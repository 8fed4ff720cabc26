"""Rosters and appointment forms on paper: what is in them, who takes them out, and that it is on record."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
import time_machine
from django.urls import reverse

from tests.factories import add, make_organization, make_person, make_user
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.formats.forms.files import parse_form
from zugong.people.models import FamilyMember, ListEntry, NamedList, Tenure


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(date(2026, 6, 1), tick=False):
        yield


@pytest.fixture
def root():
    return make_organization("示例区委")


@pytest.fixture
def units(root):
    return [make_organization(f"示例{name}局", root, kind="unit", position=n) for n, name in enumerate("甲乙")]


@pytest.fixture
def people(units):
    found = []
    for name, unit, level, team in (
        ("安", 1, "section_deputy", 1),
        ("北", 0, "section_principal", 1),
        ("从", 0, "", 2),
    ):
        person = make_person(
            f"示例{name}", units[unit], sex="女", born_on=date(1980, 5, 1), strokes=f"0{9 - len(found)}"
        )
        add(
            Tenure(
                person=person,
                post=f"{name}职",
                level=level,
                organization=units[unit],
                since=date(2020, 1, 1),
                team_position=team,
            )
        )
        found.append(person)
    return found


@pytest.fixture
def officer(root):
    return make_user(Role.CADRE_OFFICER, root)


def rows_of(client, **query):
    roster = client.get(reverse("people:roster"), query).context["roster"]
    return [(name, [row["person"].name[-1] for row in rows]) for name, rows in roster.groups]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [("", ["北", "从", "安"])]),
        ({"by": "strokes"}, [("", ["从", "北", "安"])]),
        ({"group": "home"}, [("示例甲局", ["北", "从"]), ("示例乙局", ["安"])]),
        ({"group": "level"}, [("乡科级正职", ["北"]), ("乡科级副职", ["安"]), ("未填", ["从"])]),
    ],
)
def test_order_and_groups(client, officer, people, query, expected):
    client.force_login(officer)
    assert rows_of(client, **query) == expected


def test_a_list_keeps_its_own_order(client, officer, people):
    named_list = add(NamedList(owner=officer, name="示例", created_on=date(2026, 6, 1)))
    for place, person in enumerate((people[0], people[2], people[1])):
        add(ListEntry(named_list=named_list, person=person, position=place))
    client.force_login(officer)
    assert rows_of(client, named_list=named_list.pk) == [("", ["安", "从", "北"])]


def test_a_roster_leaves_as_it_is_seen_and_on_record(client, officer, people):
    client.force_login(officer)
    address = reverse("people:take_roster") + "?group=home&col=sex&col=post&title=示例花名册"
    assert client.post(address, {"kind": "xlsx", "purpose": ""}).status_code == 422
    answer = client.post(address, {"kind": "xlsx", "purpose": "部务会"})
    texts = [str(cell) for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.values for cell in row]
    assert {"示例北", "女", "从职"} <= set(texts)
    answer = client.post(address, {"kind": "docx", "purpose": "部务会"})
    table = docx.Document(io.BytesIO(answer.content)).tables[0]
    names = [cell.text for row in table.rows for cell in row.cells]
    assert names.index("示例北") < names.index("示例从") < names.index("示例安")
    entry = Entry.objects.filter(verb="people.roster.taken_out").latest("seq")
    assert json.loads(entry.body)["reason"] == "部务会"
    assert '"people":3' in entry.payloads.get().content.replace(" ", "")


def test_the_design_is_kept_as_a_saved_query(client, officer, people):
    client.force_login(officer)
    page = client.get(reverse("people:roster"), {"col": "post", "by": "strokes"})
    saved = client.post(reverse("people:save_filter"), {"name": "笔画", "query": page.context["design_query"]})
    assert saved.url.startswith(reverse("people:roster"))
    assert client.get(saved.url).context["roster"].keys == ["post"]


def test_a_form_of_one_person_is_a_file_that_can_be_read_again(client, officer, people):
    add(FamilyMember(person=people[0], relation="父亲", name="示例父", unit_and_post="退休"))
    client.force_login(officer)
    told = {
        "kind": "lrmx",
        "purpose": "呈报",
        "reason": "工作需要",
        "proposed_post": "示例甲局局长",
        "filled_by": "示例",
    }
    answer = client.post(reverse("people:take_forms") + f"?pk={people[0].pk}", told)
    form = parse_form(answer.content)
    assert (form.name, form.proposed_post, form.reason, form.filled_on) == (
        "示例安",
        "示例甲局局长",
        "工作需要",
        "2026-06",
    )
    assert form.current_post == "示例乙局安职"
    assert [relative.name for relative in form.family] == ["示例父"]
    assert Entry.objects.filter(verb="people.forms.taken_out", actor=officer.username).count() == 1


def test_forms_of_many_come_in_a_package_with_namesakes_apart(client, officer, units, people):
    make_person("示例安", units[0])
    client.force_login(officer)
    for kind, ending in (("lrm", ".lrm"), ("docx", ".docx")):
        answer = client.post(reverse("people:take_forms"), {"kind": kind, "purpose": "呈报", "proposed_post": "不写"})
        names = set(zipfile.ZipFile(io.BytesIO(answer.content)).namelist())
        assert {f"示例安{ending}", f"示例安2{ending}", f"示例北{ending}", f"示例从{ending}"} <= names


def test_forms_hold_relatives_and_are_for_cadre_officers_only(client, units, people):
    client.force_login(make_user(Role.UNIT_SECRETARY, units[0]))
    assert client.get(reverse("people:appointment_forms")).status_code == 403
    client.force_login(make_user(Role.CADRE_OFFICER, units[0]))
    address = reverse("people:take_forms") + f"?pk={people[0].pk}"
    assert client.post(address, {"kind": "lrmx", "purpose": "呈报"}).status_code == 422
