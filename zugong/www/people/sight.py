"""How much of one person an account sees and may change, from what is already at hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from zugong.people.facts import FACTS
from zugong.people.models import TransferKind
from zugong.people.policy import KEEPERS, SENDERS
from zugong.people.seeing import ADVERSE_ROLES, FAMILY_ROLES, REGISTER_ROLES, sees


@dataclass(frozen=True, slots=True)
class Sight:
    """Whether the register is open at all, the adverse and the family part, and what may be changed."""

    register: bool
    adverse: bool
    family: bool
    keeps: bool
    facts: Mapping[str, bool]
    sends_membership: bool
    sends_management: bool


def sight_of(user: Any, paths: Collection[str]) -> Sight:
    """For somebody whose home and present branches have these paths."""
    return Sight(
        sees(user, REGISTER_ROLES, paths),
        sees(user, ADVERSE_ROLES, paths),
        sees(user, FAMILY_ROLES, paths),
        sees(user, KEEPERS, paths),
        {kind: sees(user, fact.keepers, paths) for kind, fact in FACTS.items()},
        sees(user, SENDERS[TransferKind.MEMBERSHIP], paths),
        sees(user, SENDERS[TransferKind.MANAGEMENT], paths),
    )
