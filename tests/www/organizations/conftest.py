"""A small tree, its officer, and a browser signed in as somebody."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.factories import make_organization, make_user
from zugong.accounts.enums import Administration, Role
from zugong.organizations.models import Organization


SignIn = Callable[..., Client]


@pytest.fixture
def tree() -> SimpleNamespace:
    """示例区委 over two streets; the first holds a branch."""
    root = make_organization("示例区委", code="R1", pinyin="shiliquwei slqw")
    east = make_organization("示例东街党工委", root, code="E1", pinyin="shilidongjiedanggongwei sldjdgw")
    west = make_organization("示例西街党工委", root, code="W1", pinyin="shilixijiedanggongwei slxjdgw")
    branch = make_organization("示例第一党支部", east, code="B1", kind="branch", setting="community")
    return SimpleNamespace(root=root, east=east, west=west, branch=branch)


@pytest.fixture
def sign_in() -> SignIn:
    """A browser signed in as a new account in that role over that part of the tree."""

    def signed_in(role: Role | Administration, over: Organization | None = None) -> Client:
        client = Client()
        client.force_login(make_user(role, over))
        return client

    return signed_in


@pytest.fixture
def officer(tree: SimpleNamespace, sign_in: SignIn) -> Client:
    """The organization officer of the whole tree."""
    return sign_in(Role.ORGANIZATION_OFFICER, tree.root)
