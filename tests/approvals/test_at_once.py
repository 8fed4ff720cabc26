"""Two deciders at the same moment: one decision, one effect."""

from __future__ import annotations

from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from tests.gates.drafting import as_officer, draft
from zugong.approvals.actions.approve import approve
from zugong.approvals.actions.propose_local_value import propose_local_value
from zugong.approvals.actions.reject import reject
from zugong.approvals.models import Approval
from zugong.core.errors import Stale
from zugong.gates.models import LocalValue


pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Any) -> list[str]:
    """Run the acts side by side; what became of each."""
    outcomes: list[str] = []
    together = Barrier(len(acts))

    def run(act: Any) -> None:
        together.wait()
        try:
            act()
            outcomes.append("done")
        except Stale:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_a_yes_and_a_no_at_once_are_one_decision(desk: SimpleNamespace) -> None:
    approval = propose_local_value(draft(), reason="市里要求", by=as_officer(desk.officer))
    outcomes = at_once(
        lambda: approve(approval, seen=approval.digest, by=as_officer(desk.second)),
        lambda: reject(approval, reason="不同意", by=as_officer(desk.head)),
    )
    assert outcomes == ["done", "stale"]
    approved = Approval.objects.get().decision == "approved"
    assert LocalValue.objects.count() == (1 if approved else 0)


def test_of_two_proposals_about_one_parameter_one_takes_effect(desk: SimpleNamespace) -> None:
    made = [propose_local_value(draft(value=value), reason="市里要求", by=as_officer(desk.officer)) for value in "78"]
    outcomes = at_once(
        lambda: approve(made[0], seen=made[0].digest, by=as_officer(desk.second)),
        lambda: approve(made[1], seen=made[1].digest, by=as_officer(desk.head)),
    )
    assert outcomes == ["done", "stale"]
    assert LocalValue.objects.count() == 1
