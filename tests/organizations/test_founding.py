"""Founding, editing and renaming organizations."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import PROGRAM, make_organization
from tests.organizations.acting import officer
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.organizations.actions.edit_organization import edit_organization
from zugong.organizations.actions.found_organization import found_organization
from zugong.organizations.actions.rename_organization import rename_organization
from zugong.organizations.consistency import find_tree_problems
from zugong.organizations.models import Organization


pytestmark = pytest.mark.django_db

BRANCH = {"code": "B1", "name": "示例第一党支部", "kind": "branch"}


def test_a_new_organization_hangs_last_below_its_parent_and_is_found_by_pinyin() -> None:
    root = make_organization()
    make_organization(parent=root, position=4)
    branch = found_organization(root, BRANCH, by=officer(root))
    branch.refresh_from_db()
    assert (branch.parent, branch.position, branch.path) == (root, 5, f"{root.pk}.{branch.pk}.")
    assert branch.pinyin == "shilidiyidangzhibu sldydzb"
    assert find_tree_problems() == []
    assert Entry.objects.get(verb="organizations.organization.founded").object.startswith(
        "organizations.organization:"
    )


@pytest.mark.parametrize("role", [Role.CADRE_OFFICER, Role.UNIT_SECRETARY, Role.BRANCH_SECRETARY, Role.PERSON])
def test_only_the_organization_section_and_the_heads_found(role: Role) -> None:
    root = make_organization()
    with pytest.raises(NotAllowed, match="请由管辖它的组织科或部领导办理"):
        found_organization(root, BRANCH, by=officer(root, role))
    assert Organization.objects.count() == 1


def test_a_department_head_founds_and_an_officer_of_a_sibling_does_not() -> None:
    root = make_organization()
    own, sibling = make_organization(parent=root), make_organization(parent=root)
    found_organization(own, BRANCH, by=officer(own, Role.DEPARTMENT_HEAD))
    with pytest.raises(NotAllowed):
        found_organization(own, BRANCH | {"code": "B2"}, by=officer(sibling))


def test_only_the_program_founds_the_top() -> None:
    root = make_organization()
    with pytest.raises(NotAllowed, match="最上一级"):
        found_organization(None, BRANCH, by=officer(root))
    assert found_organization(None, BRANCH, by=PROGRAM).path.count(".") == 1


def test_a_code_is_given_once_and_every_objection_is_told() -> None:
    root = make_organization(code="A1")
    with pytest.raises(Invalid) as told:
        found_organization(root, {"code": "A1", "name": "", "kind": "branch"}, by=PROGRAM)
    assert told.value.fields["code"] == "已有这个编号的组织。"
    assert set(told.value.fields) == {"code", "name"}


@pytest.mark.parametrize(
    ("parent", "kind", "fits"),
    [
        ("committee", "branch", True),
        ("general_branch", "branch", True),
        ("general_branch", "committee", False),
        ("branch", "branch_group", True),
        ("branch", "branch", False),
        ("committee", "branch_group", False),
        ("branch_group", "branch", False),
        ("unit", "leading_group", True),
    ],
)
def test_kinds_fit_below_one_another(parent: str, kind: str, *, fits: bool) -> None:
    root = make_organization(kind=parent)
    if fits:
        found_organization(root, BRANCH | {"kind": kind}, by=PROGRAM)
    else:
        with pytest.raises(Invalid) as told:
            found_organization(root, BRANCH | {"kind": kind}, by=PROGRAM)
        assert set(told.value.fields) == {"parent"}


def test_nothing_is_founded_below_a_dissolved_organization() -> None:
    root = make_organization(dissolved_on=date(2024, 1, 1))
    with pytest.raises(Invalid, match="已于 2024-01-01 撤销"):
        found_organization(root, BRANCH, by=PROGRAM)


def test_editing_writes_the_given_fields_alone() -> None:
    root = make_organization(setting="agency")
    edited = edit_organization(root, {"publicity_line": True, "name": "别的名称"}, by=officer(root))
    assert (edited.publicity_line, edited.setting, edited.name) == (True, "agency", root.name)


def test_a_form_opened_before_somebody_else_saved_is_stale() -> None:
    root = make_organization()
    seen = root.version
    edit_organization(root, {"setting": "agency"}, by=PROGRAM, seen=seen)
    with pytest.raises(Stale, match="已被别人改过"):
        edit_organization(root, {"setting": "school"}, by=PROGRAM, seen=seen)
    assert Organization.objects.get().setting == "agency"


def test_a_kind_is_not_changed_into_one_that_the_children_do_not_fit() -> None:
    root = make_organization()
    make_organization(parent=root, kind="committee")
    with pytest.raises(Invalid) as told:
        edit_organization(root, {"kind": "general_branch"}, by=PROGRAM)
    assert set(told.value.fields) == {"kind"}


def test_a_former_name_is_kept_until_the_day_of_renaming() -> None:
    root = make_organization("示例甲委", founded_on=date(2010, 1, 1))
    renamed = rename_organization(root, "示例乙委", on=date(2020, 5, 1), by=officer(root))
    assert (renamed.name, renamed.pinyin) == ("示例乙委", "shiliyiwei slyw")
    assert [(old.name, old.until) for old in root.former_names.all()] == [("示例甲委", date(2020, 5, 1))]
    with pytest.raises(Invalid, match="早于上一次更名（2020-05-01）"):
        rename_organization(root, "示例丙委", on=date(2019, 1, 1), by=PROGRAM)


def test_a_name_written_wrongly_leaves_no_former_name() -> None:
    root = make_organization("示例甲萎")
    rename_organization(root, "示例甲委", on=None, by=PROGRAM)
    assert not root.former_names.exists()


def test_a_renaming_is_not_entered_ahead() -> None:
    root = make_organization()
    with pytest.raises(Invalid, match="还没有到"):
        rename_organization(root, "示例乙委", on=date(2999, 1, 1), by=PROGRAM)
    root.refresh_from_db()
    assert root.name != "示例乙委"
