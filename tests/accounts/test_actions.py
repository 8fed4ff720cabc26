"""Opening, closing and helping accounts: who may, what is refused, what stays on record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from tests.factories import PASSWORD, PROGRAM, add, make_organization, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.actions.change_password import change_password
from zugong.accounts.actions.close_account import close_account
from zugong.accounts.actions.found_desk import found_desk
from zugong.accounts.actions.open_account import open_account
from zugong.accounts.actions.rename_account import rename_account
from zugong.accounts.actions.reopen_account import reopen_account
from zugong.accounts.actions.reset_administrator import reset_administrator
from zugong.accounts.actions.reset_password import reset_password
from zugong.accounts.actions.reset_second_factor import reset_second_factor
from zugong.accounts.actions.unlock_account import unlock_account
from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import Installation, SecondFactor, User
from zugong.accounts.one_time import DAYS, has_lapsed, one_time_password
from zugong.audit.models import Entry, Payload
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.organizations.models import RoleGrant


pytestmark = pytest.mark.django_db


def by(user: User) -> Acting:
    return Acting(user, user.administration)


def last_verb() -> str:
    return Entry.objects.latest("seq").verb


def test_the_first_day_gives_three_administrators_apart() -> None:
    opened = found_desk("示例区委组织部", by=PROGRAM, is_sample=True)
    assert [user.administration for user, _ in opened] == Administration.values
    assert all(user.password_must_change and user.check_password(first) for user, first in opened)
    assert Installation.objects.get().name == "示例区委组织部"
    with pytest.raises(Invalid, match="已经有账号"):
        found_desk("别的部", by=PROGRAM)


def test_the_system_administrator_opens_an_account_without_any_role() -> None:
    user, first = open_account("liwj", "李文静（示例）", by=by(make_user(Administration.SYSTEM)))
    assert user.check_password(first)
    assert (user.password_must_change, user.administration, user.grants.count()) == (True, "", 0)  # type: ignore[attr-defined]
    assert last_verb() == "accounts.account.opened"
    assert first not in "".join(Payload.objects.values_list("content", flat=True))
    assert user.password not in "".join(Payload.objects.values_list("content", flat=True))


@pytest.mark.parametrize("holder", [Administration.SECURITY, Administration.AUDIT, Role.DEPARTMENT_HEAD])
def test_nobody_else_opens_accounts(holder: Administration | Role) -> None:
    other = make_user(holder, make_organization())
    with pytest.raises(NotAllowed, match="系统管理员"):
        open_account("liwj", "李文静", by=by(other))
    assert not User.objects.filter(username="liwj").exists()


def test_no_administrator_makes_another_administrator() -> None:
    with pytest.raises(NotAllowed, match="服务器"):
        open_account("evil", "坏人", by=by(make_user(Administration.SYSTEM)), administration="audit_administrator")


@pytest.mark.parametrize(
    ("username", "name"), [("Li", "李"), ("1li", "李"), ("li wj", "李"), ("l", "李"), ("liwj", " ")]
)
def test_names_that_cannot_be(username: str, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        open_account(username, name, by=PROGRAM)
    assert set(refused.value.fields) == ({"name"} if not name.strip() else {"username"})


def test_a_name_that_is_taken() -> None:
    make_user(username="liwj")
    with pytest.raises(Invalid, match="已有账号 liwj"):
        open_account("liwj", "李", by=PROGRAM)


def test_a_closed_account_comes_back_only_by_two_administrators() -> None:
    system, security = make_user(Administration.SYSTEM), make_user(Administration.SECURITY)
    user = make_user(Role.CADRE_OFFICER, make_organization())
    close_account(user, by=by(system), reason="调离")
    assert not User.objects.get(pk=user.pk).is_active
    with pytest.raises(Invalid, match="已停用"):
        reset_password(user, by=by(security))
    reopen_account(user, by=by(system), reason="调回")
    again = User.objects.get(pk=user.pk)
    assert again.is_active
    assert not again.has_usable_password()
    first = reset_password(user, by=by(security))
    assert User.objects.get(pk=user.pk).check_password(first)


def test_closing_is_refused_for_oneself_and_for_the_last_of_its_kind() -> None:
    system = make_user(Administration.SYSTEM)
    with pytest.raises(NotAllowed, match="自己"):
        close_account(system, by=by(system), reason="x")
    audit = make_user(Administration.AUDIT)
    with pytest.raises(Invalid, match="唯一在用的审计管理员"):
        close_account(audit, by=by(system), reason="x")
    make_user(Administration.AUDIT)
    close_account(audit, by=by(system), reason="换人")
    with pytest.raises(Invalid, match="已经停用"):
        close_account(audit, by=by(system), reason="换人")


def test_closing_asks_for_the_reason() -> None:
    with pytest.raises(Invalid, match="原因"):
        close_account(make_user(), by=by(make_user(Administration.SYSTEM)), reason=" ")


def test_renaming_notices_that_somebody_was_quicker() -> None:
    user, system = make_user(), make_user(Administration.SYSTEM)
    rename_account(user, "新名", by=by(system), seen=0)
    with pytest.raises(Stale):
        rename_account(user, "更新的名", by=by(system), seen=0)
    assert User.objects.get(pk=user.pk).name == "新名"


def test_changing_the_own_password() -> None:
    user = make_user(password_must_change=True)
    change_password(user, PASSWORD, "Qinglan-Shan-Yao-Chang", by=by(user))
    changed = User.objects.get(pk=user.pk)
    assert changed.check_password("Qinglan-Shan-Yao-Chang")
    assert not changed.password_must_change
    with pytest.raises(NotAllowed, match="本人"):
        change_password(user, "Qinglan-Shan-Yao-Chang", "x", by=by(make_user()))


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("wrong-password", "Qinglan-Shan-Yao", "old", "不对"),
        (PASSWORD, PASSWORD, "new", "一样"),
        (PASSWORD, "Qinglan", "new", "至少 12 个字符，现在是 7 个"),
        (PASSWORD, "1234567891011", "new", "太少|太常见"),
        (PASSWORD, "aabbaabbaabb", "new", "不同的字符太少"),
        (PASSWORD, "i-am-zhangsan-yes", "new", "不能含账号"),
        (PASSWORD, "我叫示例张三今年四十五岁", "new", "不能含账号"),
    ],
)
def test_passwords_that_are_refused(old: str, new: str, field: str, words: str) -> None:
    user = make_user(username="zhangsan", name="示例张三")
    with pytest.raises(Invalid, match=words) as refused:
        change_password(user, old, new, by=by(user))
    assert set(refused.value.fields) == {field}
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_only_the_security_administrator_resets_and_never_the_own_account() -> None:
    security, user = make_user(Administration.SECURITY), make_user()
    for act in (reset_password, reset_second_factor, unlock_account):
        with pytest.raises(NotAllowed, match="安全管理员"):
            act(user, by=by(make_user(Administration.SYSTEM)))
        with pytest.raises(NotAllowed, match="自己"):
            act(security, by=by(security))


def test_a_one_time_password_lapses() -> None:
    user, _ = open_account("liwj", "李", by=PROGRAM)
    assert not has_lapsed(user)
    with time_machine.travel(user.password_changed_at + timedelta(days=DAYS, seconds=1)):  # type: ignore[operator]
        assert has_lapsed(user)
    assert len({one_time_password() for _ in range(50)}) == 50


def test_the_server_helps_an_administrator_whom_nobody_else_may_help() -> None:
    security = make_user(Administration.SECURITY, username="security", is_active=False)
    add(SecondFactor(user=security, sealed_secret=b"x"))
    first = reset_administrator("security", by=PROGRAM, reason="手机遗失")
    again = User.objects.get(pk=security.pk)
    assert again.check_password(first)
    assert (again.is_active, again.password_must_change) == (True, True)
    assert not SecondFactor.objects.exists()
    assert Entry.objects.filter(verb="accounts.administrator.reset", actor=PROGRAM.actor.account).exists()
    with pytest.raises(NotAllowed):
        reset_administrator("security", by=by(make_user(Administration.SYSTEM)), reason="x")
    with pytest.raises(Invalid, match="三员"):
        reset_administrator(make_user().username, by=PROGRAM, reason="x")


def test_the_database_refuses_a_role_for_an_administrator() -> None:
    organization, system = make_organization(), make_user(Administration.SYSTEM)
    grant = RoleGrant(user=system, role=Role.CADRE_OFFICER, organization=organization, since=date(2020, 1, 1))
    with pytest.raises(IntegrityError, match="an administrator holds no role"), transaction.atomic():
        add(grant)


def test_the_database_refuses_an_administration_for_who_holds_a_role() -> None:
    officer = make_user(Role.CADRE_OFFICER, make_organization())
    officer.administration = Administration.AUDIT.value
    with pytest.raises(IntegrityError, match="an administrator holds no role"), transaction.atomic():
        _save(officer)


def _save(user: User) -> None:
    with recording(PROGRAM.actor, "tests.row.changed", user) as change:
        change.save(user)


def test_the_database_refuses_an_unknown_administration() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add(User(username="root", name="根", administration="root"))
