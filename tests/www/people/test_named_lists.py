"""Named lists: filled, ordered, locked, shared within the reader's reach, combined."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import make_organization, make_person, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.core.errors import Invalid, NotAllowed
from zugong.people.actions.combine_lists import Combination, combined
from zugong.people.actions.create_list import create_list
from zugong.people.actions.extend_list import extend_list
from zugong.people.actions.lock_list import lock_list
from zugong.people.actions.order_list import order_list
from zugong.people.actions.share_list import share_list
from zugong.people.actions.shorten_list import shorten_list
from zugong.people.lists import on_list
from zugong.people.models import NamedList


pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return make_organization("示例区委")


@pytest.fixture
def units(root):
    return [make_organization(f"示例{name}局", root, kind="unit") for name in "甲乙"]


@pytest.fixture
def people(units):
    return [make_person(f"示例{name}", units[number % 2], pinyin=name) for number, name in enumerate("abcd")]


@pytest.fixture
def officer(root):
    return make_user(Role.CADRE_OFFICER, root)


@pytest.fixture
def by(officer):
    return Acting(officer, Role.CADRE_OFFICER)


@pytest.fixture
def named_list(by, people):
    return create_list("示例名单", [person.pk for person in people[:3]], by=by)


def keys(named_list, user):
    return on_list(named_list, user).people


def test_the_chosen_become_a_list_and_then_more(client, officer, people):
    client.force_login(officer)
    first, second, *_ = (person.pk for person in people)
    answer = client.post(reverse("people:take") + f"?pk={second}", {"name": "后备人选", "purpose": "示例"})
    made = NamedList.objects.get(name="后备人选")
    assert answer.url == reverse("people:named_list", args=[made.pk])
    client.post(reverse("people:take") + f"?pk={first}&pk={second}", {"named_list": made.pk})
    assert keys(made, officer) == [second, first]
    assert client.post(reverse("people:take") + f"?pk={first}", {"name": ""}).status_code == 422


def test_who_is_out_of_reach_is_counted_and_not_named(client, by, units, people, named_list):
    reader = make_user(Role.UNIT_SECRETARY, units[1])
    share_list(named_list, reader, by=by)
    client.force_login(reader)
    text = client.get(reverse("people:named_list", args=[named_list.pk])).content.decode()
    assert "另有 2 人不在您的范围内" in text
    assert ("示例b" in text, "示例a" in text, "示例c" in text) == (True, False, False)


def test_the_lists_one_may_open_are_listed_with_their_size(client, root, by, officer, named_list):
    client.force_login(officer)
    [row] = client.get(reverse("people:lists")).context["leaf"].object_list
    assert (row.name, row.size) == ("示例名单", 3)
    client.force_login(make_user(Role.CADRE_OFFICER, root))
    assert "示例名单" not in client.get(reverse("people:lists")).content.decode()


def test_nobody_else_opens_or_changes_a_list(client, root, by, people, named_list):
    stranger = make_user(Role.CADRE_OFFICER, root)
    client.force_login(stranger)
    assert client.get(reverse("people:named_list", args=[named_list.pk])).status_code == 404
    share_list(named_list, stranger, by=by)
    assert client.get(reverse("people:named_list", args=[named_list.pk])).status_code == 200
    chosen = {"pk": people[0].pk}
    assert client.post(reverse("people:shorten_list", args=[named_list.pk]), chosen).status_code == 403
    assert len(keys(named_list, stranger)) == 3


def test_a_locked_list_changes_for_nobody(by, officer, people, named_list):
    lock_list(named_list, locked=True, by=by)
    with pytest.raises(Invalid, match="已锁定"):
        extend_list(named_list, [people[3].pk], by=by)
    with pytest.raises(Invalid, match="已锁定"):
        shorten_list(named_list, [people[0].pk], by=by)
    lock_list(named_list, locked=False, by=by)
    assert extend_list(named_list, [people[3].pk, people[0].pk], by=by) == 1
    assert len(keys(named_list, officer)) == 4


def test_only_its_owner_unlocks(root, by, named_list):
    other = make_user(Role.CADRE_OFFICER, root)
    share_list(named_list, other, by=by)
    with pytest.raises(NotAllowed):
        lock_list(named_list, locked=True, by=Acting(other, Role.CADRE_OFFICER))


def test_nobody_puts_people_on_a_list_whom_they_do_not_see(units, people):
    user = make_user(Role.CADRE_OFFICER, units[0])
    made = create_list("本单位", [person.pk for person in people], by=Acting(user, Role.CADRE_OFFICER))
    assert on_list(made, user).people == [people[0].pk, people[2].pk]
    assert made.entries.count() == 2


def test_the_order_is_typed_or_given(client, officer, by, people, named_list):
    first, second, third, _ = (person.pk for person in people)
    order_list(named_list, [third], by=by)
    assert keys(named_list, officer) == [third, first, second]
    client.force_login(officer)
    places = {f"place-{first}": "3", f"place-{second}": "1", f"place-{third}": "2"}
    client.post(reverse("people:order_list", args=[named_list.pk]), places)
    assert keys(named_list, officer) == [second, third, first]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (Combination.UNION, [1, 2, 3, 4]),
        (Combination.INTERSECTION, [2]),
        (Combination.DIFFERENCE, [1]),
    ],
)
def test_lists_are_combined(how, expected):
    assert (
        combined([[1, 2, 3], [2, 4], [3, 2]] if how is not Combination.UNION else [[1, 2, 3], [2, 4]], how) == expected
    )


def test_a_difference_takes_from_the_list_that_was_named_first(client, officer, by, people, named_list):
    other = create_list("另一份", [people[0].pk, people[3].pk], by=by)
    client.force_login(officer)
    asked = {"lists": [named_list.pk, other.pk], "first": other.pk, "how": "difference", "name": "差"}
    client.post(reverse("people:combine_lists"), asked)
    assert keys(NamedList.objects.get(name="差"), officer) == [people[3].pk]
    assert client.post(reverse("people:combine_lists"), asked | {"lists": [other.pk]}).status_code == 422


def test_deleting_is_asked_once_more_and_on_record(client, officer, named_list):
    client.force_login(officer)
    address = reverse("people:remove_list", args=[named_list.pk])
    assert client.post(address).status_code == 200
    assert NamedList.objects.exists()
    client.post(address, {"confirmed": "1"})
    assert not NamedList.objects.exists()
    assert Entry.objects.filter(verb="people.list.removed", actor=officer.username).exists()


def test_a_list_narrows_the_list_of_people(client, officer, named_list):
    client.force_login(officer)
    rows = client.get(reverse("people:list"), {"named_list": named_list.pk}).context["rows"]
    assert [row["person"].name for row in rows] == ["示例a", "示例b", "示例c"]
    stranger = make_user(Role.CADRE_OFFICER, named_list.owner.grants.get().organization)
    client.force_login(stranger)
    assert "id_named_list" in client.get(reverse("people:list"), {"named_list": named_list.pk}).content.decode()


def test_sharing_with_who_sees_no_people_is_refused(client, officer, named_list):
    client.force_login(officer)
    address = reverse("people:share_list", args=[named_list.pk])
    other = make_user()
    assert client.post(address, {"username": other.username}).status_code == 422
    assert client.post(address, {"username": "nobody"}).status_code == 422
    assert not named_list.shares.exists()


@pytest.mark.parametrize("many", [2, 30])
def test_a_list_asks_as_often_for_many(client, by, officer, units, many, django_assert_max_num_queries):
    made = create_list("多", [make_person(f"示例{number}", units[0]).pk for number in range(many)], by=by)
    client.force_login(officer)
    address = reverse("people:named_list", args=[made.pk])
    client.get(address)
    with django_assert_max_num_queries(20):
        client.get(address, {"size": 50})
