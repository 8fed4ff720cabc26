"""Cross tables and comparisons: totals add up, each figure opens as many names, differences are marked."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from tests.factories import add, make_organization, make_person, make_user
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.people.crosstabs import LABELS
from zugong.people.models import AnnualAssessment, RankHolding, Sanction, Tenure


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(date(2026, 6, 1), tick=False):
        yield


@pytest.fixture
def root():
    return make_organization("示例区委")


@pytest.fixture
def people(root):
    units = [make_organization(f"示例{name}局", root, kind="unit") for name in "甲乙"]
    homes = [*units, make_organization("示例科", units[0], kind="unit"), root, None]
    found = []
    for number, home in enumerate([*homes, *homes]):
        person = make_person(
            f"示例{number}",
            home,
            sex=("男", "女", "")[number % 3],
            ethnicity=("汉族", "回族", "")[number % 3],
            born_on=date(1965 + 5 * number, 6, number + 1) if number % 4 else None,
            party_joined_on=date(2010, 1, 1) if number % 2 else None,
            education=("bachelor", "")[number % 2],
        )
        found.append(person)
        for level, since in (("section_deputy", 2024), ("", 2020), ("clerk", 2010))[number % 4 : number % 4 + 2]:
            add(Tenure(person=person, post=level or "无层次", level=level, since=date(since, 6, 1)))
    add(RankHolding(person=found[0], rank="clerk_first", since=date(2024, 1, 1)))
    add(AnnualAssessment(person=found[1], year=2025, grade="excellent"))
    return found


@pytest.fixture
def officer(root):
    return make_user(Role.CADRE_OFFICER, root)


@pytest.mark.parametrize(("down", "across"), list(zip(LABELS, [*LABELS][1:] + [*LABELS][:1], strict=True)))
def test_every_figure_opens_as_many_names(client, officer, people, down, across):
    client.force_login(officer)
    page = client.get(reverse("people:crosstab"), {"down": down, "across": across})
    rows = [cells for _, cells in page.context["rows"]]
    assert rows[-1][-1][0] == len(people) == page.context["total"]
    for cells in rows:
        assert sum(count for count, _ in cells[:-1]) == cells[-1][0]
    for count, query in [cell for cells in rows for cell in cells]:
        if count:
            assert client.get(f"{reverse('people:list')}?{query}").context["leaf"].paginator.count == count, query


def test_the_same_conditions_hold_for_the_table(client, officer, people):
    client.force_login(officer)
    page = client.get(reverse("people:crosstab"), {"sex": "女", "down": "sex", "across": "education"})
    assert [label for label, _ in page.context["rows"]] == ["女", "合计"]
    answer = client.post(reverse("people:export_crosstab") + "?sex=女&down=sex&across=education")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0][0] == "性别＼学历"
    assert rows[-1][-1] == page.context["total"]
    assert Entry.objects.filter(verb="people.crosstab.taken_out").count() == 1


def test_a_comparison_marks_what_differs(client, officer, people):
    client.force_login(officer)
    page = client.get(reverse("people:compare"), {"pk": [people[1].pk, people[0].pk]})
    assert [person.pk for person in page.context["people"]] == [people[1].pk, people[0].pk]
    lines = {line["label"]: line for line in page.context["lines"]}
    assert lines["性别"]["differs"]
    assert not lines["奖励"]["differs"]
    assert "（不同）" in page.content.decode()


def test_sanctions_are_compared_only_by_those_who_see_them(client, root, officer, people):
    add(Sanction(person=people[0], code="S1", kind="party_warning", decided_on=date(2026, 3, 1)))
    for user, shown in ((officer, True), (make_user(Role.TRAINING_OFFICER, root), False)):
        client.force_login(user)
        text = client.get(reverse("people:compare"), {"pk": people[0].pk}).content.decode()
        assert ("党内警告" in text, "不在您的查看范围内" in text) == (shown, not shown)


def test_four_at_most(client, officer, people):
    client.force_login(officer)
    page = client.get(reverse("people:compare"))
    assert len(page.context["people"]) == 4
    assert "只列前 4 人" in page.content.decode()


def test_a_comparison_asks_few_queries(client, officer, people, django_assert_max_num_queries):
    client.force_login(officer)
    client.get(reverse("people:compare"))
    with django_assert_max_num_queries(20):
        client.get(reverse("people:compare"))
