"""Tell which account is a person's own, so that they see their own record."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.people.models import Person
from zugong.people.policy import KEEPERS, fresh_person, must_keep


def link_account(person: Person, user: User, *, by: Acting, seen: int | None = None) -> Person:
    """The account is the person's own from now on. Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "people.account.linked", person) as change:
        kept = fresh_person(person)
        must_keep(by, KEEPERS, kept)
        _check(kept, user)
        kept.account = user
        return change.save(kept, seen=seen)


def unlink_account(person: Person, *, by: Acting, seen: int | None = None) -> Person:
    """The person has no account of their own any more. Raises NotAllowed, Stale."""
    with recording(by.actor, "people.account.unlinked", person) as change:
        kept = fresh_person(person)
        must_keep(by, KEEPERS, kept)
        kept.account = None
        return change.save(kept, seen=seen)


def _check(person: Person, user: User) -> None:
    if user.administration:
        raise Invalid(fields={"account": "三员的账号不看干部资料，不能用作本人账号；请另开一个账号。"})
    if not user.is_active:
        raise Invalid(fields={"account": f"账号 {user.username} 已停用；请先启用，或换一个账号。"})
    other = Person.objects.filter(account=user).exclude(pk=person.pk).first()
    if other is not None:
        raise Invalid(fields={"account": f"账号 {user.username} 已是“{other.name}”的本人账号；请核对。"})
