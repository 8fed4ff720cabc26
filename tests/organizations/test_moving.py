"""Moving, merging, splitting, dissolving and ordering organizations."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import PROGRAM, add, make_member, make_organization, make_person, make_user
from tests.organizations.acting import officer
from zugong.accounts.enums import Role
from zugong.audit.models import Entry, Payload
from zugong.core.errors import Invalid, NotAllowed
from zugong.organizations.actions.dissolve_organization import dissolve_organization
from zugong.organizations.actions.merge_organizations import merge_organizations
from zugong.organizations.actions.move_organization import move_organization
from zugong.organizations.actions.reorder_children import reorder_children
from zugong.organizations.actions.restore_organization import restore_organization
from zugong.organizations.actions.split_organization import split_organization
from zugong.organizations.consistency import find_tree_problems
from zugong.organizations.models import Organization, PostQuota, Succession


pytestmark = pytest.mark.django_db

DAY = date(2025, 3, 1)


@pytest.fixture
def root() -> Organization:
    return make_organization("示例区委")


def test_a_whole_subtree_moves_in_one_entry(root: Organization) -> None:
    old, new = make_organization(parent=root), make_organization(parent=root)
    middle = make_organization(parent=old)
    leaf = make_organization(parent=middle, kind="branch")
    assert move_organization(middle, new, by=officer(root)) == 2
    leaf.refresh_from_db()
    assert leaf.path == f"{root.pk}.{new.pk}.{middle.pk}.{leaf.pk}."
    assert find_tree_problems() == []
    entry = Entry.objects.get(verb="organizations.organization.moved")
    assert {row.key for row in Payload.objects.filter(entry=entry)} >= {middle.record_key, leaf.record_key}


def test_nothing_moves_into_itself(root: Organization) -> None:
    inner = make_organization(parent=root)
    for target in (root, inner):
        with pytest.raises(Invalid, match="里面"):
            move_organization(root, target, by=PROGRAM)


def test_nothing_moves_below_what_is_dissolved_or_cannot_hold_it(root: Organization) -> None:
    moved = make_organization(parent=root)
    gone = make_organization(parent=root, dissolved_on=DAY)
    branch = make_organization(parent=root, kind="branch")
    with pytest.raises(Invalid, match="撤销"):
        move_organization(moved, gone, by=PROGRAM)
    with pytest.raises(Invalid, match="之下不能设"):
        move_organization(moved, branch, by=PROGRAM)
    with pytest.raises(Invalid, match="现在就在"):
        move_organization(moved, root, by=PROGRAM)


def test_both_ends_of_a_move_must_be_managed(root: Organization) -> None:
    own, other = make_organization(parent=root), make_organization(parent=root)
    moved = make_organization(parent=own)
    with pytest.raises(NotAllowed, match=other.name):
        move_organization(moved, other, by=officer(own))


def test_a_tree_too_deep_for_its_column_is_refused(root: Organization) -> None:
    deep = make_organization(parent=root)
    with_long_path = Organization(pk=deep.pk)
    with_long_path.__dict__.update(deep.__dict__)
    with_long_path.path = "1" * 395 + "."
    from zugong.organizations.tree import _check_depth

    _check_depth(4, [with_long_path])
    with pytest.raises(Invalid, match="层级太多"):
        _check_depth(5, [with_long_path])


def test_a_merger_keeps_members_where_they_are_and_takes_children_along_if_asked(root: Organization) -> None:
    gone, into = make_organization(parent=root), make_organization(parent=root)
    child = make_organization(parent=gone, kind="branch")
    member = make_member(make_person(home=root), gone)
    merge_organizations([gone], into, on=DAY, by=officer(root))
    child.refresh_from_db()
    assert child.parent == gone
    row = Succession.objects.get()
    assert (row.predecessor, row.successor, row.kind, row.on) == (gone, into, "merger", DAY)
    other = make_organization(parent=root)
    other_child = make_organization(parent=other, kind="branch")
    merge_organizations([other], into, on=DAY, with_children=True, by=PROGRAM)
    other_child.refresh_from_db()
    member.refresh_from_db()
    assert (other_child.parent, member.organization) == (into, gone)
    assert find_tree_problems() == []


def test_a_merger_is_refused_into_itself_twice_or_into_what_lies_inside(root: Organization) -> None:
    gone = make_organization(parent=root)
    inner = make_organization(parent=gone)
    with pytest.raises(Invalid, match="接替它自己"):
        merge_organizations([gone], gone, on=DAY, by=PROGRAM)
    with pytest.raises(Invalid, match="先把它移出来"):
        merge_organizations([gone], inner, on=DAY, with_children=True, by=PROGRAM)
    merge_organizations([gone], root, on=DAY, by=PROGRAM)
    with pytest.raises(Invalid, match="已经登记过"):
        merge_organizations([gone], root, on=DAY, by=PROGRAM)


def test_a_split_names_the_successors(root: Organization) -> None:
    divided, first, second = (make_organization(parent=root) for _ in range(3))
    split_organization(divided, [first, second], on=DAY, by=officer(root))
    assert {row.successor for row in Succession.objects.filter(predecessor=divided, kind="split")} == {first, second}


def test_dissolving_names_all_that_is_left(root: Organization) -> None:
    gone = make_organization(parent=root)
    for _ in range(4):
        make_organization(parent=gone, kind="branch")
    make_member(make_person(home=root), gone)
    make_member(make_person(home=root), gone, until=date(2021, 1, 1))
    make_user(Role.UNIT_SECRETARY, gone)
    add(PostQuota(organization=gone, level="section_deputy", quota=2))
    with pytest.raises(Invalid) as told:
        dissolve_organization(gone, on=DAY, by=PROGRAM)
    for words in ("下级组织还有 4 个", "党员组织关系还有 1 条", "授权还有 1 条", "职数还有 1 条"):
        assert words in told.value.message


def test_an_empty_organization_is_dissolved_and_stays_in_the_tree(root: Organization) -> None:
    gone = make_organization(parent=root, founded_on=date(2020, 1, 1))
    make_member(make_person(home=root), gone, until=DAY)
    with pytest.raises(Invalid, match="早于成立日期"):
        dissolve_organization(gone, on=date(2019, 1, 1), by=PROGRAM)
    dissolve_organization(gone, on=DAY, by=officer(root))
    gone.refresh_from_db()
    assert gone.dissolved_on == DAY
    with pytest.raises(Invalid, match="已于 2025-03-01 撤销"):
        dissolve_organization(gone, on=DAY, by=PROGRAM)
    assert restore_organization(gone, by=officer(root)).dissolved_on is None


def test_a_child_of_a_dissolved_parent_is_not_restored_alone(root: Organization) -> None:
    parent = make_organization(parent=root, dissolved_on=DAY)
    child = make_organization(parent=parent, dissolved_on=DAY)
    with pytest.raises(Invalid, match="撤销"):
        restore_organization(child, by=PROGRAM)


def test_children_are_put_in_order(root: Organization) -> None:
    first, second, third = (make_organization(parent=root) for _ in range(3))
    reorder_children(root, {third.pk: -1}, by=officer(root))
    assert list(root.children.all()) == [third, first, second]
    assert [child.position for child in root.children.all()] == [0, 1, 2]
