"""Who may change what in the register, and whom: by role, within the part of the tree the role is held over."""

from __future__ import annotations

from collections.abc import Collection

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.core.errors import NotAllowed, Stale
from zugong.organizations.models import Organization
from zugong.organizations.scope import grants_of
from zugong.people.models import Person, Transfer, TransferKind


KEEPERS = frozenset({Role.CADRE_OFFICER})
"""Who keeps the facts of the register."""

SANCTIONERS = frozenset({Role.CADRE_OFFICER, Role.DISCIPLINE_OFFICER})
GRADERS = frozenset({Role.ASSESSMENT_OFFICER, Role.CADRE_OFFICER})
MEMBERSHIP_KEEPERS = frozenset({Role.ORGANIZATION_OFFICER})

SENDERS = {
    TransferKind.MEMBERSHIP: frozenset({Role.ORGANIZATION_OFFICER}),
    TransferKind.MANAGEMENT: frozenset({Role.CADRE_OFFICER}),
}
RECEIVERS = {
    TransferKind.MEMBERSHIP: frozenset({Role.ORGANIZATION_OFFICER, Role.UNIT_SECRETARY, Role.BRANCH_SECRETARY}),
    TransferKind.MANAGEMENT: frozenset({Role.CADRE_OFFICER, Role.UNIT_SECRETARY}),
}
"""Who sends, and who receives for the other side."""

TRANSFERRERS = frozenset().union(*SENDERS.values(), *RECEIVERS.values())


def fresh_person(person: Person) -> Person:
    """The person as they are now, locked. Raises Stale when they are gone."""
    found = Person.objects.select_for_update().filter(pk=person.pk).first()
    if found is None:
        raise Stale("这个人已不在库中；请刷新页面。")
    return found


def must_keep(by: Acting, roles: Collection[str], person: Person) -> None:
    """Raises NotAllowed when none of the roles is held over the person; the program always may."""
    if by.user is not None and not Person.objects.visible_to(by.user, roles).filter(pk=person.pk).exists():
        raise NotAllowed(f"“{person.name}”不在您这个岗位的管理范围内，不能改动；请由管理单位的经办人办理。")


def reaches(by: Acting, roles: Collection[str], organization: Organization) -> bool:
    """Whether one of the roles is held over the organization."""
    if by.user is None:
        return True
    return any(grant.role in roles and organization.path.startswith(grant.path) for grant in grants_of(by.user))


def must_reach(by: Acting, roles: Collection[str], organization: Organization) -> None:
    """Raises NotAllowed, naming the organization."""
    if not reaches(by, roles, organization):
        raise NotAllowed(f"您不管“{organization.name}”，不能办理；请由管辖它的经办人办理。")


def may_receive(by: Acting, transfer: Transfer) -> bool:
    """Whether the account answers for the receiving side."""
    return reaches(by, RECEIVERS[TransferKind(transfer.kind)], transfer.destination)


def may_send(by: Acting, transfer: Transfer) -> bool:
    """Whether the account answers for the sending side."""
    return reaches(by, SENDERS[TransferKind(transfer.kind)], transfer.origin)
