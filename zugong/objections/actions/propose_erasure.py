"""Propose that a person be erased."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.approvals.actions.propose import propose
from zugong.approvals.models import Approval
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed
from zugong.objections.erasure import PROPOSERS, VERB
from zugong.organizations.models import Organization
from zugong.people.erasing import holds_on
from zugong.people.models import Person


def propose_erasure(person: Person, *, reason: str, by: Acting) -> Approval:
    """Nothing is erased before the department head says yes. Raises NotAllowed, Invalid while they must be kept."""
    if by.user is None or not Person.objects.visible_to(by.user, PROPOSERS).filter(pk=person.pk).exists():
        raise NotAllowed("清除资料由管到本人的干部科人员提出。")
    holds = holds_on(person, today())
    if holds:
        raise Invalid(f"还不能清除：{'；'.join(holds)}。")
    organization = person.home or Organization.objects.filter(parent=None).order_by("pk")[0]
    content = {"number": person.pk, "code": person.code}
    title = f"清除人员资料：编号 {person.code}"
    return propose(VERB, person.record_key, content, title=title, organization=organization, reason=reason, by=by)
