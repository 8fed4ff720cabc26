"""The list of organizations and its tree."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_member, make_organization, make_person
from tests.www.organizations.conftest import SignIn
from zugong.accounts.enums import Administration, Role
from zugong.organizations.selectors import SIBLINGS_SHOWN, tree_around


pytestmark = pytest.mark.django_db


def rows(client: Client, query: str = "") -> list[str]:
    """The names in the list, in its order."""
    response = client.get(f"/organizations/?{query}")
    assert response.status_code == 200
    assert "模板变量不存在" not in response.content.decode()
    return [row.name for row in response.context["leaf"]]


def test_the_list_holds_what_the_account_may_see(tree: SimpleNamespace, sign_in: SignIn) -> None:
    assert len(rows(sign_in(Role.CADRE_OFFICER, tree.root))) == 4
    assert rows(sign_in(Role.UNIT_SECRETARY, tree.east)) == ["示例东街党工委", "示例第一党支部"]
    assert rows(sign_in(Role.BRANCH_SECRETARY, tree.branch)) == ["示例第一党支部"]
    assert len(rows(sign_in(Administration.SECURITY))) == 4


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("state=", ["示例区委", "示例东街党工委", "示例西街党工委", "示例宣传部", "示例第一党支部"]),
        ("q=东街", ["示例东街党工委"]),
        ("q=sldj", ["示例东街党工委"]),
        ("q=xijie", ["示例西街党工委"]),
        ("q=b1", ["示例第一党支部"]),
        ("kind=branch", ["示例第一党支部"]),
        ("setting=community", ["示例第一党支部"]),
        ("kind=unit", []),
        ("state=gone", ["示例已撤党委"]),
        ("publicity=yes", ["示例宣传部"]),
        ("sort=-code&kind=committee&publicity=unknown", ["示例西街党工委", "示例区委", "示例东街党工委"]),
    ],
)
def test_the_query_area(officer: Client, tree: SimpleNamespace, query: str, names: list[str]) -> None:
    make_organization("示例已撤党委", tree.root, dissolved_on="2024-01-01", publicity_line=False)
    make_organization("示例宣传部", tree.root, code="X1", publicity_line=True, kind="committee")
    assert rows(officer, query) == names


def test_a_node_of_the_tree_narrows_the_list(officer: Client, tree: SimpleNamespace) -> None:
    assert rows(officer, f"under={tree.east.pk}") == ["示例东街党工委", "示例第一党支部"]
    assert rows(officer, f"under={tree.root.pk}&depth=children") == ["示例东街党工委", "示例西街党工委"]


def test_a_node_out_of_reach_narrows_nothing_and_is_not_told(tree: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(Role.UNIT_SECRETARY, tree.east)
    response = client.get(f"/organizations/?under={tree.west.pk}")
    assert response.context["current"] is None
    assert "示例西街" not in response.content.decode()


def test_strange_values_in_the_address_do_no_harm(officer: Client, tree: SimpleNamespace) -> None:
    assert len(rows(officer, "under=abc&kind=nonsense&page=-1&size=7&sort=password")) == 4


def test_members_count_with_all_below(officer: Client, tree: SimpleNamespace) -> None:
    make_member(make_person(home=tree.root), tree.branch)
    make_member(make_person(home=tree.root), tree.branch, until="2021-01-01")
    response = officer.get("/organizations/")
    assert {row.name: row.members_now for row in response.context["leaf"]}["示例区委"] == 1


def test_the_tree_is_open_on_the_way_down_alone(tree: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(Role.ORGANIZATION_OFFICER, tree.root)
    deep = make_organization("示例深处", tree.west)
    open_at = lambda current: [node.organization.name for node in client.get(current).context["nodes"]]  # noqa: E731
    assert open_at("/organizations/") == ["示例区委", "示例东街党工委", "示例西街党工委"]
    assert open_at(f"/organizations/?under={tree.east.pk}") == [
        "示例区委",
        "示例东街党工委",
        "示例第一党支部",
        "示例西街党工委",
    ]
    assert deep.name not in open_at(f"/organizations/?under={tree.east.pk}")


def test_a_wide_level_is_cut_and_the_chosen_one_still_shows(tree: SimpleNamespace) -> None:
    children = [make_organization(parent=tree.west, code=f"Z{n:04d}") for n in range(SIBLINGS_SHOWN + 5)]
    from tests.factories import make_user

    user = make_user(Role.ORGANIZATION_OFFICER, tree.root)
    nodes = tree_around(children[-1], user, {Role.ORGANIZATION_OFFICER})
    shown = [node.organization.pk for node in nodes if node.depth == 2]
    assert len(shown) == SIBLINGS_SHOWN + 1
    assert children[-1].pk in shown
    assert [node.more for node in nodes if node.organization.pk == tree.west.pk] == [5]


def test_the_number_of_queries_does_not_grow(officer: Client, tree: SimpleNamespace) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            rows(officer, "size=100")
        return len(asked)

    queries()
    before = queries()
    for _ in range(30):
        make_member(make_person(home=tree.root), make_organization(parent=tree.east, kind="branch"))
    queries()  # the frame looks again once the record has grown
    assert queries() == before <= 20


def test_the_security_administrator_sees_names_without_pages_behind(tree: SimpleNamespace, sign_in: SignIn) -> None:
    body = sign_in(Administration.SECURITY).get("/organizations/").content.decode()
    assert "示例第一党支部" in body
    assert f"/organizations/{tree.branch.pk}/" not in body


def test_suggestions_are_what_the_account_may_see(tree: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(Role.UNIT_SECRETARY, tree.east)
    assert "示例东街党工委（E1）" in client.get("/organizations/suggest/?parent=sl").content.decode()
    assert "示例西街" not in client.get("/organizations/suggest/?parent=西街").content.decode()
    assert client.get("/organizations/suggest/").content.decode().strip() == ""
