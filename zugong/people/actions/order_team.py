"""班子排序: the order of those who hold posts in an organization today."""

from __future__ import annotations

from collections.abc import Sequence

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Stale
from zugong.organizations.models import Organization
from zugong.organizations.tree import fresh
from zugong.people.ordering import team_of
from zugong.people.policy import KEEPERS, must_reach


def order_team(organization: Organization, order: Sequence[int], *, by: Acting) -> None:
    """Number the tenures from 1 in this order, all at once. Raises NotAllowed, Stale when the team has changed."""
    with recording(by.actor, "people.team.ordered", organization) as change:
        kept = fresh(organization)
        must_reach(by, KEEPERS, kept)
        team = {tenure.pk: tenure for tenure in team_of(kept, today())}
        if sorted(order) != sorted(team):
            raise Stale("班子成员在您打开之后有变动，顺序没有保存。请按最新名单再排。")
        for place, pk in enumerate(order, start=1):
            team[pk].team_position = place
            change.save(team[pk])
