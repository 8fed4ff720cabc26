"""A tree damaged around the program is found."""

from __future__ import annotations

import pytest

from tests.factories import make_organization
from zugong.audit.recorded import door
from zugong.organizations.consistency import find_tree_problems
from zugong.organizations.models import Organization


pytestmark = pytest.mark.django_db


def damage(organization: Organization, **values: object) -> None:
    with door():
        for name, value in values.items():
            setattr(organization, name, value)
        organization.save()


def test_a_whole_tree_has_no_problems() -> None:
    make_organization(parent=make_organization())
    assert find_tree_problems() == []


def test_a_wrong_path_is_found() -> None:
    child = make_organization(parent=make_organization())
    damage(child, path=f"{child.pk}.")
    (problem,) = find_tree_problems()
    assert problem.code == child.code
    assert "路径应为" in problem.reason


def test_a_cycle_is_found() -> None:
    parent = make_organization()
    child = make_organization(parent=parent)
    damage(parent, parent=child)
    assert {problem.reason for problem in find_tree_problems()} == {"上级关系成环"}
