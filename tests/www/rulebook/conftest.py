"""A department with two officers and a head, and browsers signed in as them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_user
from tests.gates.conftest import desk
from tests.gates.drafting import as_officer, draft
from zugong.accounts.enums import Administration
from zugong.approvals.actions.approve import approve
from zugong.approvals.actions.propose_local_value import propose_local_value
from zugong.gates.models import LocalValue


__all__ = ("adopted", "as_user", "desk", "reader")


@pytest.fixture
def as_user(client: Client) -> Callable[[Any], Client]:
    def sign_in(user: Any) -> Client:
        client.force_login(user, "zugong.accounts.backends.AccountBackend")
        return client

    return sign_in


@pytest.fixture
def reader(db: None, as_user: Callable[[Any], Client]) -> Client:
    """An auditor, who sees no cadre: the law is open to everybody."""
    return as_user(make_user(Administration.AUDIT))


@pytest.fixture
def adopted(desk: SimpleNamespace) -> LocalValue:
    """Seven working days of public notice, by a local document, from 2024 on."""
    approval = propose_local_value(draft(), reason="市里要求公示七个工作日", by=as_officer(desk.officer))
    approve(approval, seen=approval.digest, by=as_officer(desk.second))
    return LocalValue.objects.get()
