"""Two officers and a head over one root."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.factories import make_organization, make_user
from zugong.accounts.enums import Role


@pytest.fixture
def desk(db: None) -> SimpleNamespace:
    root = make_organization("示例区委")
    return SimpleNamespace(
        root=root,
        below=make_organization("示例街道党工委", root),
        officer=make_user(Role.ORGANIZATION_OFFICER, root),
        second=make_user(Role.ORGANIZATION_OFFICER, root),
        head=make_user(Role.DEPARTMENT_HEAD, root),
    )
