"""Finding people and organizations."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import add, make_member, make_organization, make_person, make_user
from zugong.accounts.enums import Administration, Role
from zugong.core.pinyin import pinyin_key, pinyin_key_of_title
from zugong.organizations.models import Organization
from zugong.people.models import Person


pytestmark = pytest.mark.django_db


def person(name: str, home: Organization, **values: Any) -> Any:
    if values:
        return add(Person(name=name, home=home, pinyin=pinyin_key(name), **values))
    return make_person(name, home, pinyin=pinyin_key(name))


def organization(name: str, parent: Organization | None = None, **values: Any) -> Organization:
    return make_organization(name, parent, pinyin=pinyin_key_of_title(name), **values)


@pytest.fixture
def root() -> Organization:
    return organization("示例区委")


@pytest.fixture
def officer(root: Organization, client: Client) -> Client:
    client.force_login(make_user(Role.CADRE_OFFICER, root))
    return client


def found(client: Client, typed: str) -> tuple[list[str], list[str]]:
    response = client.get("/search/", {"q": typed})
    assert response.status_code == 200
    assert "模板变量不存在" not in response.content.decode()
    return [row.name for row in response.context["people"]], [row.name for row in response.context["organizations"]]


@pytest.mark.parametrize("typed", ["单小田", "小田", "shanxiaotian", "Shan Xiao", "sxt", "sx", "Q77", "q77"])
def test_a_person_is_found_by_name_pinyin_initials_and_code(officer: Client, root: Organization, typed: str) -> None:
    person("单小田", root, code="Q77")
    person("王大海", root)
    assert found(officer, typed)[0] == ["单小田"]


@pytest.mark.parametrize("typed", ["danxiaotian", "xiaotian", "xt", "单大田"])
def test_a_person_is_not_found_by_what_the_name_is_not(officer: Client, root: Organization, typed: str) -> None:
    person("单小田", root)
    assert found(officer, typed)[0] == []


@pytest.mark.parametrize("typed", ["宣传部", "xuanchuanbu", "xcb", "示例区委宣传部"])
def test_an_organization_is_found_by_any_part_of_its_name(officer: Client, root: Organization, typed: str) -> None:
    organization("示例区委宣传部", root)
    organization("示例教育局", root)
    assert found(officer, typed)[1] == ["示例区委宣传部"]


def test_the_exact_name_comes_first_and_the_dissolved_last(officer: Client, root: Organization) -> None:
    person("李文静", root)
    person("李文", root)
    assert found(officer, "李文")[0] == ["李文", "李文静"]
    organization("示例甲支部", root, dissolved_on="2024-01-01")
    organization("示例乙支部", root)
    assert found(officer, "支部")[1] == ["示例乙支部", "示例甲支部"]


def test_nobody_finds_what_lies_out_of_reach(root: Organization) -> None:
    own, other = organization("示例本级", root), organization("示例旁级", root)
    person("李本", own)
    person("李旁", other)
    make_member(person("李转", other), own)
    client = Client()
    client.force_login(make_user(Role.BRANCH_SECRETARY, own))
    assert found(client, "李") == (["李本", "李转"], [])
    assert found(client, "示例") == ([], ["示例本级"])


@pytest.mark.parametrize("role", [Administration.SYSTEM, Administration.AUDIT, Role.PERSON, Role.SCRUTINEER])
def test_who_works_with_no_data_finds_nobody(root: Organization, role: Any, client: Client) -> None:
    person("李文", root)
    client.force_login(make_user(role, root))
    assert found(client, "李文") == ([], [])
    assert found(client, "示例") == ([], [])


def test_the_security_administrator_finds_organizations_alone(root: Organization, client: Client) -> None:
    person("李文", root)
    client.force_login(make_user(Administration.SECURITY))
    assert found(client, "李文") == ([], [])
    assert found(client, "示例") == ([], ["示例区委"])


@pytest.mark.parametrize("typed", ["", "   ", "'", "%", "_", "·", "\\", "王" * 300])
def test_strange_words_find_nothing_and_do_no_harm(officer: Client, root: Organization, typed: str) -> None:
    person("王大海", root)
    assert found(officer, typed) == ([], [])


def test_more_than_a_page_leads_to_the_list(officer: Client, root: Organization) -> None:
    for number in range(25):
        person(f"赵{number}", root)
    response = officer.get("/search/?q=赵")
    assert len(response.context["people"]) == 20
    assert "/people/?q=%E8%B5%B5" in response.content.decode()


def test_the_number_of_queries_does_not_grow(officer: Client, root: Organization) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            found(officer, "王")
        return len(asked)

    person("王一", root)
    queries()
    before = queries()
    for number in range(15):
        person(f"王{number}", root)
    queries()  # the frame looks again once the record has grown
    assert queries() == before <= 20
