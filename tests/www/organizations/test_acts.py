"""Forms that change the tree."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import PROGRAM, add, make_member, make_organization, make_person
from tests.www.organizations.conftest import SignIn
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.organizations.actions.edit_organization import edit_organization
from zugong.organizations.actions.merge_organizations import merge_organizations
from zugong.organizations.models import Organization, PostQuota, Succession


pytestmark = pytest.mark.django_db

NEW = {"name": "示例第二党支部", "code": "B2", "kind": "branch", "parent": "E1", "setting": "", "once": "t"}


def sent(client: Client, address: str, **fields: Any) -> Any:
    """A form sent and, where the page asks once more, confirmed."""
    response = client.post(address, fields)
    if response.status_code == 200 and b'name="confirmed"' in response.content:
        response = client.post(address, {**fields, "confirmed": "1"})
    return response


def text(response: Any) -> str:
    body = response.content.decode()
    assert "模板变量不存在" not in body
    return body


def test_a_branch_is_founded_and_its_page_tells(officer: Client, tree: SimpleNamespace) -> None:
    assert "示例东街党工委（E1）" in text(officer.get(f"/organizations/new/?under={tree.east.pk}"))
    response = officer.post("/organizations/new/", NEW, follow=True)
    made = Organization.objects.get(code="B2")
    assert made.parent == tree.east
    assert "已设立“示例第二党支部”。" in text(response)
    assert response.redirect_chain == [(f"/organizations/{made.pk}/", 302)]


def test_the_same_form_twice_founds_one(officer: Client, tree: SimpleNamespace) -> None:
    answers = [officer.post("/organizations/new/", NEW) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    assert answers[0].url == answers[1].url
    assert Entry.objects.filter(verb="organizations.organization.founded").count() == 1


def test_a_wrong_form_keeps_what_was_typed(officer: Client, tree: SimpleNamespace) -> None:
    response = officer.post("/organizations/new/", NEW | {"code": "B1", "name": "示例甲支部"})
    assert response.status_code == 422
    body = text(response)
    assert "已有这个编号的组织。" in body
    assert 'value="示例甲支部"' in body
    assert 'class="zg-errors"' in body


@pytest.mark.parametrize(
    ("parent", "said"),
    [
        ("示例", "不止一个"),
        ("没有的街道", "您管辖的范围内没有“没有的街道”"),
        ("B1", "之下不能设党支部"),
        ("", "这个字段是必填项"),
    ],
)
def test_a_parent_that_cannot_be_is_told_at_the_field(
    officer: Client, tree: SimpleNamespace, parent: str, said: str
) -> None:
    response = officer.post("/organizations/new/", NEW | {"parent": parent})
    assert response.status_code == 422
    assert said in text(response)
    assert not Organization.objects.filter(code="B2").exists()


@pytest.mark.parametrize("typed", ["E1", "示例东街党工委", "示例东街党工委（E1）", "sldj"])
def test_a_parent_may_be_named_in_many_ways(officer: Client, tree: SimpleNamespace, typed: str) -> None:
    assert officer.post("/organizations/new/", NEW | {"parent": typed}).status_code == 302


def test_a_parent_out_of_reach_is_not_found(tree: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(Role.ORGANIZATION_OFFICER, tree.east)
    response = client.post("/organizations/new/", NEW | {"parent": "W1"})
    assert response.status_code == 422
    assert "示例西街" not in text(response)


def test_facts_are_edited_and_a_late_form_is_told_who_was_quicker(officer: Client, tree: SimpleNamespace) -> None:
    address = f"/organizations/{tree.east.pk}/edit/"
    page = text(officer.get(address))
    seen = int(re.search(r'name="version" value="(\d+)"', page)[1])  # type: ignore[index]
    fields = {"code": "E1", "kind": "committee", "publicity_line": "True", "version": seen}
    assert officer.post(address, fields).status_code == 302
    tree.east.refresh_from_db()
    assert tree.east.publicity_line is True
    late = officer.post(address, fields | {"publicity_line": "False"})
    assert late.status_code == 422
    assert re.search(r"已被别人改过.*示例\d+号 \d\d-\d\d \d\d:\d\d 修改组织资料", text(late))


def test_a_form_without_its_version_writes_nothing(officer: Client, tree: SimpleNamespace) -> None:
    response = officer.post(f"/organizations/{tree.east.pk}/edit/", {"code": "E9", "kind": "committee"})
    assert response.status_code == 422
    assert "没有带版本" in text(response)
    tree.east.refresh_from_db()
    assert tree.east.code == "E1"


def test_renaming_needs_its_day_unless_it_mends_a_mistake(officer: Client, tree: SimpleNamespace) -> None:
    address = f"/organizations/{tree.east.pk}/rename/"
    fields = {"name": "示例东街道党工委", "version": tree.east.version, "kept": "former"}
    assert "更名要填日期" in text(officer.post(address, fields))
    officer.post(address, fields | {"on": "2025-03-01"})
    body = text(officer.get(f"/organizations/{tree.east.pk}/"))
    assert "由“示例东街党工委”更名" in body
    assert "组织更名" in body


def test_a_move_is_asked_once_more_and_says_how_much_goes_along(officer: Client, tree: SimpleNamespace) -> None:
    address = f"/organizations/{tree.branch.pk}/move/"
    fields = {"parent": "W1", "version": tree.branch.version, "reason": "示例组发〔2025〕1号"}
    asked = officer.post(address, fields)
    assert asked.status_code == 200
    assert "一起移动的下级" in text(asked)
    tree.branch.refresh_from_db()
    assert tree.branch.parent == tree.east
    assert sent(officer, address, **fields).status_code == 302
    tree.branch.refresh_from_db()
    assert tree.branch.parent == tree.west
    entry = Entry.objects.get(verb="organizations.organization.moved")
    assert "示例组发〔2025〕1号" in entry.body


def test_a_move_that_cannot_be_is_told_at_the_form(officer: Client, tree: SimpleNamespace) -> None:
    response = sent(officer, f"/organizations/{tree.east.pk}/move/", parent="B1", version=tree.east.version)
    assert response.status_code == 422
    assert "里面" in text(response)


def test_a_merger_and_a_split_say_that_members_stay(officer: Client, tree: SimpleNamespace) -> None:
    merged = sent(officer, f"/organizations/{tree.east.pk}/merge/", into="W1", on="2025-03-01", with_children="on")
    assert merged.status_code == 302
    tree.branch.refresh_from_db()
    assert tree.branch.parent == tree.west
    assert "不会自动转移" in text(officer.get(merged.url))
    make_organization("示例南街党工委", tree.root, code="S1")
    split = sent(officer, f"/organizations/{tree.west.pk}/split/", successors="S1\n示例区委", on="2025-03-02")
    assert split.status_code == 302
    assert Succession.objects.filter(kind="split").count() == 2
    body = text(officer.get(f"/organizations/{tree.west.pk}/"))
    assert "并入了“示例东街党工委”" in body
    assert "分设出“示例南街党工委”" in body


def test_dissolving_says_what_is_left_and_then_is_done(officer: Client, tree: SimpleNamespace) -> None:
    assert "下级组织还有 1 个（示例第一党支部）" in text(officer.get(f"/organizations/{tree.east.pk}/dissolve/"))
    address = f"/organizations/{tree.west.pk}/dissolve/"
    assert sent(officer, address, on="2025-03-01", version=tree.west.version).status_code == 302
    tree.west.refresh_from_db()
    assert "已撤销" in text(officer.get(f"/organizations/{tree.west.pk}/"))
    restored = officer.post(f"/organizations/{tree.west.pk}/restore/", {"version": tree.west.version})
    assert restored.status_code == 302
    assert Organization.objects.get(pk=tree.west.pk).dissolved_on is None


def test_children_are_numbered_anew(officer: Client, tree: SimpleNamespace) -> None:
    address = f"/organizations/{tree.root.pk}/order/"
    assert "示例东街党工委的序号" in text(officer.get(address))
    officer.post(address, {f"place-{tree.east.pk}": "2", f"place-{tree.west.pk}": "1", "place-999": "5"})
    assert list(tree.root.children.all()) == [tree.west, tree.east]


def test_quotas_are_entered_corrected_and_ended(officer: Client, tree: SimpleNamespace) -> None:
    add = f"/organizations/{tree.east.pk}/quotas/new/"
    fields = {"level": "section_deputy", "quota": "3", "since": "2020-01-01"}
    assert officer.post(add, fields).status_code == 302
    twice = officer.post(add, fields | {"since": "2021-01-01"})
    assert twice.status_code == 422
    assert "同一单位、同一层次的职数起止重叠" in text(twice)
    quota = PostQuota.objects.get()
    assert officer.post(f"/organizations/quotas/{quota.pk}/", fields | {"quota": "4", "version": 0}).status_code == 302
    late = officer.post(f"/organizations/quotas/{quota.pk}/close/", {"until": "2025-01-01", "version": 0})
    assert late.status_code == 422
    assert (
        officer.post(f"/organizations/quotas/{quota.pk}/close/", {"until": "2025-01-01", "version": 1}).status_code
        == 302
    )
    quota.refresh_from_db()
    assert (quota.quota, str(quota.until)) == (4, "2025-01-01")
    assert "2025-01-01" in text(officer.get(f"/organizations/{tree.east.pk}/"))


def test_who_only_sees_gets_no_forms(tree: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(Role.UNIT_SECRETARY, tree.east)
    body = text(client.get(f"/organizations/{tree.east.pk}/"))
    assert "修改资料" not in body
    assert "新增" not in body
    assert client.get(f"/organizations/{tree.east.pk}/edit/").status_code == 403
    assert client.get(f"/organizations/{tree.west.pk}/").status_code == 404


def test_superiors_out_of_reach_are_not_in_the_crumbs(tree: SimpleNamespace, sign_in: SignIn) -> None:
    body = text(sign_in(Role.BRANCH_SECRETARY, tree.branch).get(f"/organizations/{tree.branch.pk}/"))
    assert "示例东街党工委" not in body


def test_an_edit_by_somebody_else_stands_in_the_history(officer: Client, tree: SimpleNamespace) -> None:
    edit_organization(tree.east, {"setting": "agency"}, by=PROGRAM)
    assert "系统　修改组织资料" in text(officer.get(f"/organizations/{tree.east.pk}/"))


def test_the_history_says_what_was_changed_into_what(officer: Client, tree: SimpleNamespace) -> None:
    edit_organization(tree.east, {"setting": "agency", "publicity_line": True}, by=PROGRAM)
    body = text(officer.get(f"/organizations/{tree.east.pk}/"))
    assert "所在：未填 → 机关" in body
    assert "宣传思想文化线：未填 → 是" in body


def test_the_page_of_one_costs_no_more_with_more_around_it(officer: Client, tree: SimpleNamespace) -> None:
    def queries() -> int:
        officer.get(address)  # the frame looks again once the record has grown
        with CaptureQueriesContext(connection) as asked:
            text(officer.get(address))
        return len(asked)

    address = f"/organizations/{tree.east.pk}/"
    add(PostQuota(organization=tree.east, level="clerk", quota=1))
    merge_organizations([tree.west], tree.east, on=date(2025, 3, 1), by=PROGRAM)
    edit_organization(tree.east, {"setting": "agency"}, by=PROGRAM)
    before = queries()
    for number in range(30):
        child = make_organization(parent=tree.east, kind="branch")
        make_member(make_person(home=child), child)
        add(PostQuota(organization=tree.east, level="clerk", quota=1, since=date(2026, 1, 1 + number), until=None))
        edit_organization(tree.east, {"committee_size": number}, by=PROGRAM)
    assert queries() == before <= 20
