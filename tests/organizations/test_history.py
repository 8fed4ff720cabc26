"""What the record tells of a row on its page."""

from __future__ import annotations

import pytest

from tests.factories import PROGRAM, make_organization, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.audit.recording import recording
from zugong.organizations.actions.edit_organization import edit_organization
from zugong.organizations.actions.move_organization import move_organization
from zugong.organizations.history import Changed, history_of, meanwhile


pytestmark = pytest.mark.django_db


def test_events_are_told_the_newest_first_with_what_changed() -> None:
    root = make_organization()
    edit_organization(root, {"setting": "agency", "committee_size": 3}, by=PROGRAM)
    newest, oldest = history_of([root.record_key])
    assert (newest.who, newest.what) == ("系统", "修改组织资料")
    assert set(newest.changes) == {Changed("所在", "未填", "机关"), Changed("支委人数", "未填", "3")}
    assert oldest.changes == ()


def test_where_it_went_is_not_told_only_that_it_moved() -> None:
    root = make_organization()
    moved, target = make_organization(parent=root), make_organization("示例西街", root)
    move_organization(moved, target, by=PROGRAM)
    assert Changed("上级") in history_of([moved.record_key])[0].changes


def test_a_password_is_never_shown_not_even_its_digest() -> None:
    user = make_user()
    user.password, user.name = "another", "示例新名"
    with recording(PROGRAM.actor, "tests.row.added", user) as change:
        change.save(user)
    changes = {change.label: change for change in history_of([user.record_key])[0].changes}
    assert changes.pop("姓名").after == "示例新名"
    (hidden,) = changes.values()
    assert (hidden.before, hidden.after) == ("", "")


def test_who_was_quicker_is_named() -> None:
    root = make_organization()
    user = make_user(Role.ORGANIZATION_OFFICER, root, name="示例张三")
    edit_organization(root, {"setting": "agency"}, by=Acting(user, Role.ORGANIZATION_OFFICER))
    assert "示例张三" in meanwhile(root)
    assert "修改组织资料" in meanwhile(root)
    assert meanwhile(None) == ""
