"""The receiving side takes a person over: only now does anything move."""

from __future__ import annotations

from datetime import date

from zugong.accounts.acting import Acting
from zugong.audit.recording import Change, recording
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.people.models import Member, Person, Transfer, TransferKind, TransferStatus
from zugong.people.pending import fresh_pending
from zugong.people.policy import fresh_person, may_receive
from zugong.people.selectors import present_on


def accept_transfer(transfer: Transfer, *, on: date, by: Acting, answer: str = "") -> Transfer:
    """A membership ends in the old branch on the day and begins in the new one; or `home` changes.

    Raises NotAllowed, Invalid, Stale.
    """
    with recording(by.actor, "people.transfer.accepted", transfer) as change:
        accepted = fresh_pending(transfer)
        if not may_receive(by, accepted):
            raise NotAllowed(f"“{accepted.destination.name}”不归您管；请由接收方办理。")
        if not accepted.sent_on <= on <= today():
            raise Invalid(fields={"on": f"接收日期应在转出日期 {accepted.sent_on} 与今天之间。"})
        person = fresh_person(accepted.person)
        if accepted.kind == TransferKind.MANAGEMENT:
            _move_home(change, accepted, person)
        else:
            _move_membership(change, accepted, person, on)
        accepted.status, accepted.concluded_on, accepted.answer = TransferStatus.ACCEPTED, on, answer
        return change.save(accepted)


def _move_home(change: Change, transfer: Transfer, person: Person) -> None:
    if person.home_id != transfer.origin_id:
        raise Stale("这个人的管理单位在转出之后变过；请由转出方撤回后重新办理。")
    person.home = transfer.destination
    change.save(person)


def _move_membership(change: Change, transfer: Transfer, person: Person, on: date) -> None:
    rows = Member.objects.select_for_update().filter(present_on(on), person=person, organization=transfer.origin)
    old = rows.order_by("-since", "pk").first()
    if old is None:
        raise Stale("这个人的组织关系已不在转出支部；请由转出方撤回后重新办理。")
    if old.since == on:
        raise Invalid(fields={"on": f"{on} 当天才转入“{transfer.origin.name}”；接收日期最早填次日。"})
    old.until = on
    change.save(old)
    change.add(Member(person=person, organization=transfer.destination, status=old.status, since=on))
