"""Dissolve an organization."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.organizations.models import Organization
from zugong.organizations.policy import must_manage
from zugong.organizations.running import running_on
from zugong.organizations.tree import DERIVED, fresh, lock_tree
from zugong.organizations.validation import check, check_day


NAMED = 3
"""How many children a refusal names."""


def dissolve_organization(
    organization: Organization, *, on: date, by: Acting, seen: int | None = None, reason: str = ""
) -> Organization:
    """Dissolve it from that day on; it stays in the tree, for its history.

    Refused while something still hangs on it: living children, members, posts held, quotas, grants. Raises
    NotAllowed, Invalid, Stale.
    """
    with recording(by.actor, "organizations.organization.dissolved", organization, reason=reason) as change:
        lock_tree()
        dissolved = fresh(organization)
        must_manage(by, dissolved)
        if dissolved.dissolved_on is not None:
            raise Invalid(fields={"on": f"它已于 {dissolved.dissolved_on} 撤销。"})
        check_day("on", on, not_before=dissolved.founded_on, what="成立日期")
        left = what_is_left(dissolved, on)
        if left:
            raise Invalid(f"还不能撤销“{dissolved.name}”：{'；'.join(left)}。请先办完再撤销。")
        dissolved.dissolved_on = on
        check(dissolved, derived=DERIVED)
        change.save(dissolved, seen=seen)
    return dissolved


def what_is_left(organization: Organization, day: date) -> list[str]:
    """What stands against dissolving it on that day, a sentence each."""
    return [
        *_children(organization, day),
        *(f"{kind}还有 {n} 条没有终止" for kind, n in running_on(organization, day).items()),
    ]


def _children(organization: Organization, day: date) -> list[str]:
    living = organization.children.filter(Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day))
    names = list(living.values_list("name", flat=True)[: NAMED + 1])
    if not names:
        return []
    listed = "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")
    return [f"下级组织还有 {living.count()} 个（{listed}）"]
