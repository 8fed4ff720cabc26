"""The small tree with findings, and somebody signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.compliance.conftest import Tree, judged, today, tree
from tests.factories import make_user
from zugong.accounts.enums import Role
from zugong.organizations.models import Organization


__all__ = ["Tree", "judged", "today", "tree"]


@pytest.fixture
def client_as(db: None) -> Callable[[Role, Organization], Client]:
    """A client signed in as somebody who holds that role over that part of the tree."""

    def sign_in(role: Role, over: Organization) -> Client:
        client = Client()
        client.force_login(make_user(role, over), backend="zugong.accounts.backends.AccountBackend")
        return client

    return sign_in
