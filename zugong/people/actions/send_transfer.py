"""Send a person to another organization: the Party membership, or who manages them."""

from __future__ import annotations

from datetime import date

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Invalid
from zugong.organizations.models import Organization
from zugong.organizations.validation import check
from zugong.people.models import Member, Person, Transfer, TransferKind
from zugong.people.policy import SENDERS, fresh_person, must_keep, must_reach
from zugong.people.selectors import present_on


def send_transfer(
    kind: str,
    person: Person,
    destination: Organization,
    *,
    by: Acting,
    due_on: date | None = None,
    letter: str = "",
    reason: str = "",
) -> Transfer:
    """The transfer is pending until the other side takes it; nothing moves before. `due_on` is the last day to.

    Raises NotAllowed, Invalid, Stale.
    """
    transfer = Transfer(kind=kind, destination=destination, due_on=due_on, letter=letter, reason=reason)
    with recording(by.actor, "people.transfer.sent", transfer) as change:
        transfer.person, transfer.sent_on = fresh_person(person), today()
        transfer.origin = origin_of(kind, transfer.person)
        must_keep(by, SENDERS[TransferKind(kind)], transfer.person)
        must_reach(by, SENDERS[TransferKind(kind)], transfer.origin)
        _check_way(transfer)
        check(transfer)
        return change.add(transfer)


def origin_of(kind: str, person: Person) -> Organization:
    """Where the person is today. Raises Invalid when that is not known."""
    if kind == TransferKind.MANAGEMENT:
        if person.home is None:
            raise Invalid(f"“{person.name}”还没有管理单位，没有可转出的单位。")
        return person.home
    present = Member.objects.filter(present_on(today()), person=person).select_related("organization")
    found = present.order_by("-since", "pk").first()
    if found is None:
        raise Invalid(f"“{person.name}”没有登记组织关系，没有可转出的支部；请先登记组织关系。")
    return found.organization


def _check_way(transfer: Transfer) -> None:
    destination = transfer.destination
    if destination.pk == transfer.origin_id:
        raise Invalid(fields={"destination": f"已经在“{destination.name}”；请选别的单位。"})
    if destination.dissolved_on is not None:
        raise Invalid(fields={"destination": f"“{destination.name}”已于 {destination.dissolved_on} 撤销。"})
    if transfer.kind == TransferKind.MEMBERSHIP and destination.kind not in ("branch", "branch_group"):
        raise Invalid(fields={"destination": f"“{destination.name}”不是党支部；组织关系只能转到支部。"})
    if transfer.due_on is not None and transfer.due_on < today():
        raise Invalid(fields={"due_on": f"接收期限 {transfer.due_on} 已过；请填今天或以后。"})
