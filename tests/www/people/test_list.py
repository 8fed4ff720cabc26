"""The list of people: each condition, saved queries, orders, and that no filter tells what is not shown."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from tests.factories import add, make_member, make_organization, make_person, make_user
from zugong.accounts.enums import Role
from zugong.people.models import AnnualAssessment, Diploma, RankHolding, SavedFilter, Tenure


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(date(2026, 6, 1), tick=False):
        yield


@pytest.fixture
def root():
    return make_organization("示例区委")


@pytest.fixture
def unit(root):
    return make_organization("示例局", root, kind="unit", code="U1")


@pytest.fixture
def officer(root):
    return make_user(Role.CADRE_OFFICER, root)


@pytest.fixture
def people(root, unit):
    """安 has everything, 北 little, 从 nothing."""
    known = make_person(
        "示例安", unit, pinyin="a", strokes="02", sex="女", ethnicity="回族", born_on=date(1986, 6, 1),
        party_joined_on=date(2008, 1, 1), education="postgraduate",
    )  # fmt: skip
    some = make_person(
        "示例北", unit, pinyin="b", strokes="01", sex="男", ethnicity="汉族", born_on=date(1975, 6, 2), parties="民建"
    )
    make_person("示例从", root, pinyin="c", strokes="03")
    for person, post, level, since, team in (
        (known, "副局长", "section_deputy", date(2023, 6, 1), 2),
        (known, "兼职", "clerk", date(2025, 1, 1), None),
        (some, "局长", "section_principal", date(2016, 6, 2), 1),
    ):
        values = {"grassroots": True} if person is known else {}
        add(
            Tenure(
                person=person,
                post=post,
                level=level,
                organization=unit,
                since=since,
                team_position=team,
                post_position=team,
                **values,
            )
        )
    add(RankHolding(person=known, rank="principal_clerk_first", since=date(2024, 1, 1)))
    add(Diploma(person=known, mode="in_service", kind="degree", name="法学硕士学位"))
    add(AnnualAssessment(person=known, year=2025, grade="excellent"))
    add(AnnualAssessment(person=some, year=2025, grade="competent"))
    return known, some


def listed(client, **query) -> list[str]:
    answer = client.get(reverse("people:list"), query)
    assert answer.status_code == 200
    return [row["person"].name.removeprefix("示例") for row in answer.context["rows"]]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"sex": "女"}, "安"),
        ({"sex": "none"}, "从"),
        ({"ethnicity": "minority"}, "安"),
        ({"ethnicity": "majority"}, "北"),
        ({"party": "member"}, "安"),
        ({"party": "other"}, "北"),
        ({"party": "none"}, "从"),
        ({"age_from": 40}, "安北"),
        ({"age_from": 41}, "北"),
        ({"age_to": 40}, "安"),
        ({"age_from": 40, "age_to": 49}, "安"),
        ({"age_from": 50, "age_to": 50}, "北"),
        ({"born": "none"}, "从"),
        ({"education": "postgraduate"}, "安"),
        ({"education": "none"}, "北从"),
        ({"mode": "in_service", "degree": "master"}, "安"),
        ({"degree": "doctor"}, ""),
        ({"level": "section_deputy"}, "安"),
        ({"level": "clerk"}, ""),
        ({"level_from": "section_deputy"}, "安北"),
        ({"post": "局长"}, "安北"),
        ({"rank": "principal_clerk_first"}, "安"),
        ({"rank": "none"}, "北从"),
        ({"post_years_from": 3}, "安北"),
        ({"post_years_from": 4}, "北"),
        ({"post_years_to": 3}, "安"),
        ({"grade_year": 2025, "grade": "excellent"}, "安"),
        ({"grade_year": 2025, "grade": "none"}, "从"),
        ({"experience": "grassroots"}, "安"),
        ({"experience": "publicity_line"}, ""),
        ({"home": "U1"}, "安北"),
        ({"home_at": "U1"}, "安北"),
        ({"home_at": "none"}, ""),
        ({"sort": "strokes"}, "北安从"),
        ({"sort": "team"}, "从北安"),  # the upper unit first, inside a unit the team
        ({"sort": "-name"}, "从北安"),
    ],
)
def test_conditions_and_orders(client, officer, people, query, names):
    client.force_login(officer)
    assert "".join(listed(client, **query)) == names


def test_those_of_a_branch_and_below(client, officer, unit, people):
    general = make_organization("示例党总支", unit, kind="general_branch")
    make_member(people[0], make_organization("示例支部", general, kind="branch"))
    client.force_login(officer)
    assert listed(client, branch="示例党总支") == ["安"]


def test_a_value_that_cannot_be_is_told_and_narrows_nothing(client, officer, people):
    client.force_login(officer)
    answer = client.get(reverse("people:list"), {"age_from": "四十", "sex": "女"})
    assert [row["person"].name for row in answer.context["rows"]] == ["示例安"]
    assert 'href="#id_age_from"' in answer.content.decode()


def test_no_condition_tells_a_branch_secretary_what_the_list_does_not_show(client, unit, people):
    branch = make_organization("示例支部", unit, kind="branch")
    make_member(people[0], branch)
    client.force_login(make_user(Role.BRANCH_SECRETARY, branch))
    assert listed(client) == ["安"]
    for query in ({"sex": "女"}, {"age_from": 30}, {"grade": "excellent"}, {"education": "postgraduate"}):
        assert listed(client, **query) == []


def test_chosen_people_are_kept_within_reach(client, unit, people):
    stranger = make_person("示例外人", make_organization("另一区委"))
    client.force_login(make_user(Role.CADRE_OFFICER, unit))
    assert listed(client, pk=[people[1].pk, stranger.pk]) == ["北"]


def test_a_query_is_saved_renamed_and_deleted(client, officer, people):
    client.force_login(officer)
    name = {"name": "女干部", "query": "sex=女&page=3&columns=code"}
    answer = client.post(reverse("people:save_filter"), name)
    saved = SavedFilter.objects.get(owner=officer)
    assert (saved.name, answer.status_code) == ("女干部", 302)
    assert "page" not in saved.query
    assert "columns" not in saved.query
    assert [row["person"].name for row in client.get(answer.url).context["rows"]] == ["示例安"]
    assert client.post(reverse("people:save_filter"), name).status_code == 422
    client.post(reverse("people:rename_filter"), {"filter": saved.pk, "name": "女同志"})
    assert "女同志" in client.get(reverse("people:filters")).content.decode()
    client.post(reverse("people:remove_filter"), {"filter": saved.pk})
    assert not SavedFilter.objects.exists()


def test_another_s_saved_query_is_out_of_reach(client, root, officer):
    saved = add(SavedFilter(owner=officer, name="示例", query="sex=女"))
    client.force_login(make_user(Role.CADRE_OFFICER, root))
    for name in ("rename_filter", "remove_filter"):
        assert client.post(reverse(f"people:{name}"), {"filter": saved.pk, "name": "新"}).status_code == 409
    assert SavedFilter.objects.filter(pk=saved.pk, name="示例").exists()


@pytest.mark.parametrize("many", [2, 30])
def test_the_list_with_all_columns_asks_as_often_for_many(client, unit, officer, many, django_assert_max_num_queries):
    for number in range(many):
        person = make_person(f"示例{number}", unit)
        add(Tenure(person=person, post="科员", organization=unit, since=date(2020, 1, 1)))
    client.force_login(officer)
    columns = ["rank", "level", "home", "branch", "post", "in_post_since"]
    client.get(reverse("people:list"), {"columns": columns})
    with django_assert_max_num_queries(20):
        client.get(reverse("people:list"), {"columns": columns, "size": "50", "sort": "team"})
