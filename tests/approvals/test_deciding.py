"""Two persons: one proposes, another decides, once; what is approved is what was shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories import make_organization, make_user
from tests.gates.drafting import WORKDAYS, as_officer, draft
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration, Role
from zugong.approvals.actions.approve import approve
from zugong.approvals.actions.propose_end import propose_end
from zugong.approvals.actions.propose_local_value import propose_local_value
from zugong.approvals.actions.reject import reject
from zugong.approvals.actions.withdraw import withdraw
from zugong.approvals.matters import Matter, register_matter
from zugong.approvals.models import Approval
from zugong.audit.models import Entry
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.gates.law import live_law
from zugong.gates.models import LocalValue


pytestmark = pytest.mark.django_db

REASON = "市里要求公示七个工作日"


def proposed(desk: SimpleNamespace, **values: Any) -> Approval:
    return propose_local_value(draft(**values), reason=REASON, by=as_officer(desk.officer))


def yes(approval: Approval, user: Any, **values: Any) -> Approval:
    return approve(approval, by=as_officer(user), **{"seen": approval.digest} | values)


def workdays(day: date) -> str:
    parameter = live_law().parameters[WORKDAYS]
    value = parameter.on(day)
    assert value is not None
    return parameter.show(value)


def test_nothing_holds_before_the_second_person_says_yes(desk: SimpleNamespace) -> None:
    approval = proposed(desk)
    assert (approval.waiting, workdays(date(2025, 1, 1))) == (True, "5 个工作日")
    yes(approval, desk.second, reason="已核对原件")
    value = LocalValue.objects.get()
    assert (value.proposed_by, value.approved_by, workdays(date(2025, 1, 1))) == (
        desk.officer,
        desk.second,
        "7 个工作日",
    )
    assert Approval.objects.get().decision == "approved"


def test_a_head_may_decide_too(desk: SimpleNamespace) -> None:
    approval = yes(proposed(desk), desk.head)
    assert approval.decided_by == desk.head


@pytest.mark.parametrize("act", [yes, lambda approval, user: reject(approval, reason="不同意", by=as_officer(user))])
@pytest.mark.parametrize("who", ["proposer", "below", "training", "administrator", "nobody", "sibling root"])
def test_who_may_not_decide(desk: SimpleNamespace, act: Callable[..., Any], who: str) -> None:
    approval = proposed(desk)
    users = {
        "proposer": lambda: desk.officer,
        "below": lambda: make_user(Role.ORGANIZATION_OFFICER, desk.below),
        "training": lambda: make_user(Role.TRAINING_OFFICER, desk.root),
        "administrator": lambda: make_user(Administration.SYSTEM),
        "nobody": make_user,
        "sibling root": lambda: make_user(Role.ORGANIZATION_OFFICER, make_organization()),
    }
    user = users[who]()
    with pytest.raises(NotAllowed):
        act(approval, user)
    assert Approval.objects.get().waiting
    assert not LocalValue.objects.exists()


def test_the_program_neither_proposes_nor_decides(desk: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        propose_local_value(draft(), reason=REASON, by=Acting.program("tests"))
    with pytest.raises(NotAllowed):
        approve(proposed(desk), seen="", by=Acting.program("tests"))


@pytest.mark.parametrize("role", [Role.DEPARTMENT_HEAD, Role.TRAINING_OFFICER, Role.BRANCH_SECRETARY])
def test_who_may_not_propose(desk: SimpleNamespace, role: Role) -> None:
    user = make_user(role, desk.root)
    with pytest.raises(NotAllowed):
        propose_local_value(draft(), reason=REASON, by=as_officer(user, role))


def test_an_officer_over_a_part_of_the_tree_does_not_propose_for_all(desk: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        propose_local_value(draft(), reason=REASON, by=as_officer(make_user(Role.ORGANIZATION_OFFICER, desk.below)))


def test_faults_of_the_draft_stop_the_proposal(desk: SimpleNamespace) -> None:
    with pytest.raises(Invalid) as error:
        proposed(desk, value="4")
    assert list(error.value.fields) == ["value"]
    with pytest.raises(Invalid) as error:
        propose_local_value(draft(), reason=" ", by=as_officer(desk.officer))
    assert list(error.value.fields) == ["reason"]
    assert not Approval.objects.exists()


def test_a_no_needs_a_reason_and_changes_nothing(desk: SimpleNamespace) -> None:
    approval = proposed(desk)
    with pytest.raises(Invalid):
        reject(approval, reason="", by=as_officer(desk.second))
    rejected = reject(approval, reason="文号写错", by=as_officer(desk.second))
    assert (rejected.decision, rejected.decided_reason) == ("rejected", "文号写错")
    assert not LocalValue.objects.exists()


def test_only_the_proposer_withdraws(desk: SimpleNamespace) -> None:
    approval = proposed(desk)
    with pytest.raises(NotAllowed):
        withdraw(approval, by=as_officer(desk.second))
    assert withdraw(approval, by=as_officer(desk.officer)).decision == "withdrawn"


def test_a_second_decider_is_told_who_was_first(desk: SimpleNamespace) -> None:
    approval = proposed(desk)
    yes(approval, desk.second)
    for late in (
        lambda: yes(approval, desk.head),
        lambda: reject(approval, reason="不同意", by=as_officer(desk.head)),
        lambda: withdraw(approval, by=as_officer(desk.officer)),
    ):
        with pytest.raises(Stale, match=f"已由{desk.second}于.*同意"):
            late()
    assert LocalValue.objects.count() == 1


def test_a_yes_to_something_else_than_was_shown_is_refused(desk: SimpleNamespace) -> None:
    with pytest.raises(Stale, match="不一致"):
        yes(proposed(desk), desk.second, seen="0" * 64)
    assert not LocalValue.objects.exists()


def test_a_yes_is_refused_when_the_parameter_changed_meanwhile(desk: SimpleNamespace) -> None:
    first, second = proposed(desk), proposed(desk, value="8")
    yes(first, desk.second)
    with pytest.raises(Stale, match="情况已经变了"):
        yes(second, desk.second)
    assert workdays(date(2025, 1, 1)) == "7 个工作日"
    assert Approval.objects.get(pk=second.pk).waiting


def test_a_change_of_another_parameter_does_not_matter(desk: SimpleNamespace) -> None:
    first, second = proposed(desk), proposed(desk, parameter="training.member_yearly.hours", value="40")
    yes(first, desk.second)
    yes(second, desk.second)
    assert LocalValue.objects.count() == 2


def test_content_changed_in_the_table_is_noticed(desk: SimpleNamespace) -> None:
    approval = proposed(desk)
    approval.content = approval.content.replace('"value":"7"', '"value":"9"')
    with recording(as_officer(desk.officer).actor, "tests.row.changed", approval) as change:
        change.save(approval)
    with pytest.raises(Stale):
        yes(approval, desk.second)


def test_the_same_form_sent_twice_is_one_proposal(desk: SimpleNamespace) -> None:
    assert proposed(desk) == proposed(desk)
    with pytest.raises(Invalid, match=f"已由{desk.officer}提出"):
        propose_local_value(draft(), reason=REASON, by=as_officer(desk.second))


def test_after_a_no_it_may_be_proposed_again(desk: SimpleNamespace) -> None:
    reject(proposed(desk), reason="文号写错", by=as_officer(desk.second))
    assert proposed(desk).waiting
    assert Approval.objects.count() == 2


def test_an_end_needs_the_second_person_too(desk: SimpleNamespace) -> None:
    yes(proposed(desk), desk.second)
    end = propose_end(LocalValue.objects.get(), date(2025, 1, 1), reason="文件废止", by=as_officer(desk.officer))
    assert workdays(date(2025, 6, 1)) == "7 个工作日"
    yes(end, desk.head)
    assert [workdays(date(2024, 12, 31)), workdays(date(2025, 1, 1))] == ["7 个工作日", "5 个工作日"]


@pytest.mark.parametrize("until", [date(2023, 12, 31), date(2026, 1, 1)])
def test_an_end_lies_within_the_value(desk: SimpleNamespace, until: date) -> None:
    yes(proposed(desk, until=date(2026, 1, 1)), desk.second)
    with pytest.raises(Invalid):
        propose_end(LocalValue.objects.get(), until, reason="文件废止", by=as_officer(desk.officer))


def test_each_step_is_on_record(desk: SimpleNamespace) -> None:
    approval = yes(proposed(desk), desk.second, reason="已核对原件")
    reject(proposed(desk, value="9"), reason="过严", by=as_officer(desk.head))
    verbs = Entry.objects.exclude(verb__startswith="tests.").order_by("seq").values_list("verb", "actor", "object")
    assert list(verbs) == [
        ("approvals.approval.proposed", desk.officer.username, approval.record_key),
        ("approvals.approval.approved", desk.second.username, approval.record_key),
        ("gates.local_value.adopted", desk.second.username, LocalValue.objects.get().record_key),
        ("approvals.approval.proposed", desk.officer.username, f"approvals.approval:{approval.pk + 1}"),
        ("approvals.approval.rejected", desk.head.username, f"approvals.approval:{approval.pk + 1}"),
    ]


def test_the_database_itself_knows_the_second_person(desk: SimpleNamespace) -> None:
    approval = proposed(desk)
    approval.decision, approval.decided_by, approval.decided_at = "approved", desk.officer, approval.proposed_at
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        recording(as_officer(desk.officer).actor, "tests.row.changed", approval) as change,
    ):
        change.save(approval)


def test_who_sees_a_proposal(desk: SimpleNamespace) -> None:
    proposed(desk)
    sees = {
        name: Approval.objects.visible_to(user).count()
        for name, user in {
            "proposer": desk.officer,
            "second": desk.second,
            "head": desk.head,
            "below": make_user(Role.ORGANIZATION_OFFICER, desk.below),
            "training": make_user(Role.TRAINING_OFFICER, desk.root),
            "audit": make_user(Administration.AUDIT),
        }.items()
    }
    assert sees == {"proposer": 1, "second": 1, "head": 1, "below": 0, "training": 0, "audit": 0}
    assert list(Approval.objects.waiting_for(desk.officer)) == []
    assert Approval.objects.waiting_for(desk.second).count() == 1


def test_two_matters_cannot_share_a_verb() -> None:
    def nothing(*_: Any) -> Any:
        return None

    with pytest.raises(ValueError, match="审签事项重名"):
        register_matter(Matter("gates.local_value.adopted", "别的", "法", frozenset(), nothing, nothing, nothing))
